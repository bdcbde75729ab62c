using System.Text.RegularExpressions;
using Slipway.Fakes;

namespace Slipway.Architecture;

/// <summary>Every fault code is made at one place, and is raised by a test.</summary>
public sealed partial class FaultTests
{
    private const string NotYetRaised = "Golden/faults-not-yet-raised.txt";

    [Fact]
    public void A_code_is_made_at_exactly_one_place()
    {
        string[] wrong = [.. Made().GroupBy(item => item.Code).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(item => item.File))}")];

        Assert.None(wrong);
    }

    [Fact]
    public void The_catalogue_of_codes_is_known() => Golden.Match(Made().Select(item => $"{item.Code}  {item.File}").Order(StringComparer.Ordinal), "Golden/faults.txt");

    [Fact]
    public void The_number_of_codes_no_test_raises_only_shrinks()
    {
        string tests = string.Join('\n', Projects.FilesBelow(Repository.Root / "tests", "*")
            .Where(file => !Projects.Shown(file).StartsWith("tests/Slipway.Architecture/", StringComparison.Ordinal) && file.HasExtension("cs", "txt", "json", "golden"))
            .Select(file => File.ReadAllText(file)));
        string[] unraised = [.. Made().Select(item => item.Code).Distinct().Where(code => !tests.Contains(code, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (Environment.GetEnvironmentVariable("SLIPWAY_GOLDEN") == "write")
            Golden.Match(unraised, NotYetRaised);

        Assert.None(unraised.Except(File.ReadLines(Repository.Root / "tests/Slipway.Architecture" / NotYetRaised)));
    }

    private static IEnumerable<(string Code, string File)> Made() => Projects.All
        .SelectMany(Projects.Files)
        .SelectMany(file => Literal.Matches(File.ReadAllText(file)).Select(match => (match.Groups[1].Value, Projects.Shown(file))));

    [GeneratedRegex(@"""(SLP\d{4})""")]
    private static partial Regex Literal { get; }
}
