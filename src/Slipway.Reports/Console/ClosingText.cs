using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>How a release was closed.</summary>
public static class ClosingText
{
    /// <summary>What was done, or was done before.</summary>
    public static IEnumerable<string> Answer(Ruling ruling, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling is Ruling.Standing { By: var closed }
            ? [$"{state.Packages.GetValueOrDefault(closed.PackageId!)?.Version ?? "?"} ({closed.PackageId![..12]}) was closed by {closed.Actor.Id}, entry {closed.Seq}"] // releases are packages
            : ruling.Drafts.Select(draft => $"{draft.Subject.Version} ({draft.Subject.PackageId![..12]}) is closed"); // releases are packages
    }
}
