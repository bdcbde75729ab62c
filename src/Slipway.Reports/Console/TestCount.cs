using System.Globalization;

namespace Slipway.Reports.Console;

/// <summary>How many tests have ended so far, counted from what a test program prints of each.</summary>
/// <param name="Passed">Those that passed.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Skipped">Those that were left out.</param>
public readonly record struct TestCount(int Passed, int Failed, int Skipped)
{
    /// <summary>The count in words: <c>412 passed, 1 failed</c>; empty before the first test.</summary>
    public string Text => string.Join(", ", new[] { Of(Passed, "passed"), Of(Failed, "failed"), Of(Skipped, "skipped") }.Where(part => part.Length > 0));

    /// <summary>The count after one more line of output; the same where the line is about no test.</summary>
    /// <param name="line">As VSTest (<c>  Passed Shop.Orders.Are_kept [3 ms]</c>) or Microsoft.Testing.Platform (<c>passed Are_kept (3ms)</c>) prints it.</param>
    public TestCount After(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string text = line.Trim();
        // Both end the line of a test with how long it took; what a test prints itself seldom looks like that.
        if (text.Length == 0 || !(text[^1] == ']' && text.Contains(" [", StringComparison.Ordinal)) && !(text.EndsWith("s)", StringComparison.Ordinal) && text.Contains(" (", StringComparison.Ordinal)))
            return this;
        return text.Split(' ', 2)[0].ToLowerInvariant() switch
        {
            "passed" => this with { Passed = Passed + 1 },
            "failed" => this with { Failed = Failed + 1 },
            "skipped" => this with { Skipped = Skipped + 1 },
            _ => this,
        };
    }

    private static string Of(int count, string word) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {word}");
}
