using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tooling;

/// <summary>Of what a failed command printed, the lines that say why. Pure.</summary>
internal static class ErrorLines
{
    private const int Most = 200;
    private const int Last = 20;

    private static readonly ImmutableArray<string> Diagnostic = [": error ", ": error:", ": fatal error"];

    /// <summary>Diagnostics of compilers where there are some, each once; else lines that speak of an error and, whatever they say, the last lines. In their order.</summary>
    public static IReadOnlyList<string> Of(ImmutableArray<OutputLine> output)
    {
        string[] lines = [.. output.Select(line => line.Text.Trim()).Where(text => text.Length > 0)];
        string[] errors = Distinct(lines.Where(text => Diagnostic.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))));
        if (errors.Length == 0)
            errors = [.. Distinct(lines.SkipLast(Last).Where(Speaks)), .. lines.TakeLast(Last)];
        return errors.Length <= Most ? errors : [.. errors.Take(Most), $"… and {errors.Length - Most} more; the log has them all"];
    }

    // "0 Error(s)" is MSBuild's count, and "0 errors" that of many others.
    private static bool Speaks(string text) =>
        text.Contains("error", StringComparison.OrdinalIgnoreCase) && !text.EndsWith("Error(s)", StringComparison.Ordinal) && !text.Contains("0 errors", StringComparison.OrdinalIgnoreCase);

    // MSBuild says each diagnostic once for every framework, with the project and the framework behind it.
    private static string[] Distinct(IEnumerable<string> lines) => [.. lines.DistinctBy(WithoutProject)];

    private static string WithoutProject(string line) => line.EndsWith(']') && line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? line[..at] : line;
}
