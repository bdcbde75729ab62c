using System.Text.RegularExpressions;

namespace Slipway.Releases.Evidence;

/// <summary>How bad a known vulnerability is, in the words of NuGet's catalogue.</summary>
public enum AdvisorySeverity
{
    /// <summary>Little can come of it.</summary>
    Low,

    /// <summary>Something can.</summary>
    Moderate,

    /// <summary>Much can.</summary>
    High,

    /// <summary>Everything can.</summary>
    Critical,
}

/// <summary>What a line of a scan says about a vulnerable package.</summary>
/// <param name="Severity">How bad it is; null where the line does not say it in words known here.</param>
/// <param name="Address">Where it is described; its last part is the number of the advisory. Empty where the line names none.</param>
public sealed partial record Advisory(AdvisorySeverity? Severity, string Address)
{
    /// <summary>Reads a line as <see cref="PackageAdvice"/> writes it.</summary>
    public static Advisory Read(string line)
    {
        Match match = Shape.Match(line);
        return !match.Success ? new(null, "")
            : new(Enum.TryParse(match.Groups["severity"].ValueSpan, ignoreCase: true, out AdvisorySeverity severity) ? severity : null, match.Groups["address"].Value);
    }

    /// <summary>True for the advisory of that number: <c>GHSA-…</c> or <c>CVE-…</c>.</summary>
    public bool IsCalled(string id) => Address.TrimEnd('/').EndsWith($"/{id}", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@": (?<severity>[A-Za-z]+) severity, (?<address>\S+)")]
    private static partial Regex Shape { get; }
}
