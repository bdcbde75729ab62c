using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>What was done about release candidates.</summary>
public static class CandidatesText
{
    /// <summary>What was done, and what comes next.</summary>
    /// <param name="ruling">What was decided.</param>
    /// <param name="state">What it was decided on.</param>
    /// <param name="lane">The environments.</param>
    public static IEnumerable<string> Answer(Ruling ruling, ReleaseState state, ImmutableArray<DeploymentEnvironment> lane)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        if (ruling is Ruling.Standing { By: var known })
            return [$"{known.PackageId![..12]} is candidate {CandidateNamed.Read(known.Data).Name} already"]; // only packages are named
        Draft named = ruling.Drafts[^1];
        string package = named.Subject.PackageId!; // only packages are named
        string instead = ruling.Drafts.Length > 1 && state.Governance.Candidates.TryGetValue(ruling.Drafts[0].Subject.PackageId!, out Entry? before)
            ? $", in the place of {CandidateNamed.Read(before.Data).Name}"
            : "";
        return [$"{package[..12]} is candidate {((CandidateNamed)named.Fact).Name}{instead}. Next: {Next(package, state, lane)}"];
    }

    private static string Next(string package, ReleaseState state, ImmutableArray<DeploymentEnvironment> lane) => lane.Length > 1 && state.In(lane[0].Name).Current?.PackageId == package
        ? $"./build.sh ReleasePlan --environment {lane[1].Name} --package {package[..12]}"
        : $"./build.sh Stage --package {package[..12]}";
}
