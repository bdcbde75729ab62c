namespace Slipway.Reports.Console;

/// <summary>The warnings of a run: how many, of which kinds, and what the first of them say.</summary>
public static class WarningsText
{
    private const int Most = 20;

    /// <summary>Nothing where there were none; otherwise a count with the kinds, most frequent first, and below it each warning once.</summary>
    public static IEnumerable<string> Render(IReadOnlyCollection<CompilerLine> warnings, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(palette);
        if (warnings.Count == 0)
            yield break;
        string kinds = string.Join(", ", warnings.GroupBy(warning => warning.Code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} × {group.Count()}"));
        yield return palette.Careful($"{warnings.Count} {(warnings.Count == 1 ? "warning" : "warnings")}: {kinds}");
        foreach (CompilerLine warning in warnings.Take(Most))
            yield return palette.Quiet($"  {warning.Text}");
        if (warnings.Count > Most)
            yield return palette.Quiet($"  … and {warnings.Count - Most} more in the log");
    }
}
