using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Verbs;

/// <summary>Finds the package a command is about, by its id or the beginning of it.</summary>
internal static class PackageChoice
{
    public static async Task<string> ResolveAsync(IPackageStore packages, string text, CancellationToken cancellation)
    {
        ImmutableArray<string> ids = [.. (await packages.ListAsync(cancellation).ConfigureAwait(false))
            .Where(id => id.StartsWith(text, StringComparison.OrdinalIgnoreCase))];
        return ids.Length switch
        {
            1 => ids[0],
            0 => throw new FaultException(ExitCode.Usage, PackageFaults.Unknown(text, packages.Place)),
            _ => throw new FaultException(ExitCode.Usage, PackageFaults.AmbiguousId(text, ids.Length)),
        };
    }

    public static FaultException NoneYet(IPackageStore packages) =>
        new(ExitCode.GateFailed, new Fault("SLP1507", "no package was sealed yet", packages.Place, "./build.sh Package"));
}
