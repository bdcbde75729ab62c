using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

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
    /// <exception cref="XmlException">The text is not XML.</exception>
    /// <exception cref="FormatException">The XML holds no counters.</exception>
    public static TestResults Parse(string trx) => Read(new StringReader(trx));

    /// <summary>Reads one TRX file of any length, result by result: what tests print is passed over.</summary>
    /// <exception cref="XmlException">The text is not XML, or is cut.</exception>
    /// <exception cref="FormatException">The XML holds no counters.</exception>
    public static TestResults Read(TextReader trx)
    {
        var records = new List<TestRecord>();
        var definitions = new Dictionary<string, TestDefinition>(StringComparer.OrdinalIgnoreCase);
        ImmutableDictionary<string, int>? counters = null;
        string test = "";
        using XmlReader reader = ResultXml.Open(trx);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "UnitTestResult")
                records.Add(TestRecord.Read(reader));
            else if (reader.LocalName == "Message" && records is [.., { IsFailed: true, Message: null } last])
                records[^1] = last.Saying(reader);
            else if (reader.LocalName == "UnitTest")
                test = reader.GetAttribute("id") ?? "";
            else if (reader.LocalName == "TestMethod")
                definitions[test] = TestDefinition.Read(reader);
            else if (reader.LocalName == "Counters")
                counters ??= Counters(reader);
        }

        return Of(counters ?? throw new FormatException("The file has no counters."), [.. records.Select(record => definitions.TryGetValue(record.TestId, out TestDefinition known) ? record with { Name = known.FullName(record.Name) } : record)]);
    }

    private static TestResults Of(ImmutableDictionary<string, int> counters, ImmutableArray<TestRecord> records)
    {
        ImmutableArray<string> failures = [.. records.Where(record => record.IsFailed).Select(record => $"{record.Name}: {record.Message ?? "no message"}")];
        int Count(string name) => counters.GetValueOrDefault(name);
        int total = Count("total");
        int passed = Count("passed");
        int failed = Math.Max(Count("failed") + Count("error") + Count("timeout") + Count("aborted"), failures.Length);
        return new TestResults(total, passed, failed, Math.Max(0, total - passed - failed), failures)
        {
            PassedNames = [.. records.Where(record => record.Outcome == "Passed").Select(record => record.Name)],
            FailedNames = [.. records.Where(record => record.IsFailed).Select(record => record.Name)],
            SkippedNames = [.. records.Where(record => record.IsSkipped).Select(record => record.Name)],
        };
    }

    private static ImmutableDictionary<string, int> Counters(XmlReader reader)
    {
        var counters = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
            counters[reader.LocalName] = int.TryParse(reader.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
        return counters.ToImmutable();
    }
}
