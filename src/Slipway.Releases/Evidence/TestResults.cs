using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Slipway.Releases.Evidence;

/// <summary>What a test run showed.</summary>
/// <param name="Total">Tests found.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, errors and time-outs included.</param>
/// <param name="Skipped">Tests that did not run.</param>
/// <param name="Failures">Name and first message line of failed tests.</param>
public sealed record TestResults(int Total, int Passed, int Failed, int Skipped, ImmutableArray<string> Failures)
{
    /// <summary>No tests at all.</summary>
    public static TestResults None { get; } = new(0, 0, 0, 0, []);

    /// <summary>Full names of passed tests, for acceptance criteria.</summary>
    public ImmutableHashSet<string> PassedNames { get; init; } = [];

    /// <summary>Full names of failed tests.</summary>
    public ImmutableHashSet<string> FailedNames { get; init; } = [];

    /// <summary>Full names of tests that were there and did not run.</summary>
    public ImmutableHashSet<string> SkippedNames { get; init; } = [];

    /// <summary>Both together.</summary>
    public TestResults Plus(TestResults other) =>
        new(Total + other.Total, Passed + other.Passed, Failed + other.Failed, Skipped + other.Skipped, Failures.AddRange(other.Failures))
    {
        PassedNames = PassedNames.Union(other.PassedNames),
        FailedNames = FailedNames.Union(other.FailedNames),
        SkippedNames = SkippedNames.Union(other.SkippedNames),
    };

    /// <summary>Reads one TRX file (Visual Studio test results, TeamTest/2010).</summary>
    /// <exception cref="System.Xml.XmlException">The text is not XML.</exception>
    /// <exception cref="FormatException">The XML holds no counters.</exception>
    public static TestResults Parse(string trx)
    {
        XElement root = XDocument.Parse(trx).Root!;
        XNamespace space = root.Name.Namespace;
        XElement counters = root.Descendants(space + "Counters").FirstOrDefault() ?? throw new FormatException("The file has no counters.");
        int Count(string name) => int.TryParse((string?)counters.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
        ImmutableArray<string> failures = [.. root.Descendants(space + "UnitTestResult")
            .Where(result => (string?)result.Attribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted")
            .Select(result => $"{(string?)result.Attribute("testName")}: {FirstLine(result.Descendants(space + "Message").FirstOrDefault()?.Value)}")];
        int total = Count("total");
        int passed = Count("passed");
        int failed = Math.Max(Count("failed") + Count("error") + Count("timeout") + Count("aborted"), failures.Length);
        return new TestResults(total, passed, failed, Math.Max(0, total - passed - failed), failures)
        {
            PassedNames = Names(root, outcome => outcome == "Passed"),
            FailedNames = Names(root, outcome => outcome is "Failed" or "Error" or "Timeout" or "Aborted"),
            SkippedNames = Names(root, outcome => outcome is "NotExecuted" or "NotRunnable" or "Inconclusive" or "Pending"),
        };
    }

    private static ImmutableHashSet<string> Names(XElement root, Func<string?, bool> isMeant) =>
        [.. root.Descendants(root.Name.Namespace + "UnitTestResult").Where(result => isMeant((string?)result.Attribute("outcome"))).Select(result => (string?)result.Attribute("testName")).OfType<string>()];

    private static string FirstLine(string? message) => message?.Trim().Split('\n')[0].Trim() ?? "no message";
}
