using System.Collections.Immutable;
using System.Globalization;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;

namespace Slipway.Reports.Console;

/// <summary>What a run would do with a cached target, and why: the one thing, or the many, that differ from its last success.</summary>
public static class WhyText
{
    /// <summary>Of a target that is never looked up.</summary>
    public static IEnumerable<string> Never(TargetDeclaration target, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(target);
        yield return palette.Strong($"{target.Name} runs every time");
        yield return target.Effects.IsEmpty
            ? "  it does not say what it reads: Inputs, and Outputs for what it makes, let it be known again"
            : $"  it has effects, which no cache can have: {string.Join(", ", target.Effects)}";
    }

    /// <summary>Of a cached target.</summary>
    /// <param name="reason">What was found.</param>
    /// <param name="before">Targets it depends on that run first: what they make may differ too.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(MissReason reason, ImmutableArray<string> before, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(reason);
        yield return palette.Strong($"{reason.Target} {Verdict(reason)}");
        if (reason.Refusal is { } refusal)
            yield return $"  {refusal}";
        if (reason.Utc is { } utc && reason.Refusal is null)
            yield return palette.Quiet(string.Create(CultureInfo.InvariantCulture, $"  its last success: {utc.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
        foreach (string line in Table([.. reason.Differences.Select(Row), .. OutputRows(reason.Outputs)]))
            yield return $"  {line}";
        if (!before.IsEmpty)
            yield return palette.Careful($"  before it comes {string.Join(", ", before)}: what is made there counts too");
    }

    private static string Verdict(MissReason reason) => reason switch
    {
        { Refusal: not null } => "runs every time: what it makes cannot be kept",
        { IsKnown: true, Outputs.IsNone: true } => "is up to date",
        { IsKnown: true } => "is taken from the cache",
        { Utc: null } => "runs: no success of it is known here",
        { Differences.IsEmpty: true } => "runs: nothing differs from its last success, but what it made is not in the cache any more",
        { Differences.Length: 1 } => "runs: one thing differs from its last success",
        _ => $"runs: {reason.Differences.Length} things differ from its last success",
    };

    private static (string Kind, string Name, string Change) Row(Difference difference) =>
        (Word(difference.Kind), difference.Name, $"{Shown(difference.Before)} → {Shown(difference.Now)}");

    private static IEnumerable<(string Kind, string Name, string Change)> OutputRows(OutputChanges? changes) => changes is null ? [] :
    [
        .. changes.Write.Select(output => ("output", output.Path, "missing or changed")),
        .. changes.Delete.Select(output => ("output", output.Path, "not of its making")),
    ];

    private static IEnumerable<string> Table(ImmutableArray<(string Kind, string Name, string Change)> rows)
    {
        int width = Math.Min(60, rows.Select(row => row.Name.Length).DefaultIfEmpty(0).Max());
        return rows.Select(row => $"{row.Kind,-9}  {row.Name.PadRight(width)}  {row.Change}");
    }

    private static string Word(InputKind kind) => kind switch
    {
        InputKind.Program => "program",
        InputKind.Machine => "machine",
        InputKind.Declaration => "declared",
        InputKind.Tool => "tool",
        InputKind.Parameter => "parameter",
        InputKind.Variable => "variable",
        _ => "file",
    };

    // Twelve digits of a digest are enough to read.
    private static string Shown(string? value) => value is null ? "nothing"
        : string.Join(' ', value.Split(' ').Select(word => IsDigest(word.TrimEnd(',')) ? word[..12] + (word[^1] == ',' ? "," : "") : word));

    private static bool IsDigest(string word) => word.Length == 64 && word.All(char.IsAsciiHexDigitLower);
}
