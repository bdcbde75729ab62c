using System.Collections;
using System.Collections.Immutable;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Local;

/// <summary>The environment of what we start: a short list from the caller, then configuration, then the contract, which nothing overrides.</summary>
internal static class ChildEnvironment
{
    private static readonly ImmutableArray<string> Passed = ["PATH", "HOME", "LANG", "TZ", "TMPDIR"];
    private static readonly ImmutableArray<string> PassedPrefixes = ["DOTNET_", "SSL_CERT_"];

    /// <summary>What every child gets; a token in the caller's environment is not among it.</summary>
    public static ImmutableSortedDictionary<string, string> Plain() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
            .Where(pair => Passed.Contains(pair.Key) || PassedPrefixes.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What an instance gets.</summary>
    public static ImmutableSortedDictionary<string, string> Of(Deployment deployment, string service, EnvironmentFolders folders)
    {
        string socket = folders.Socket(deployment.Id, service);
        return Common(deployment, service, folders)
            .SetItem("SLIPWAY_SOCKET", socket)
            .SetItem("ASPNETCORE_URLS", $"http://unix:{socket}")
            .SetItem("SLIPWAY_STANDBY", folders.Standby(deployment.Id, service));
    }

    /// <summary>What an instance and its migration get alike.</summary>
    public static ImmutableSortedDictionary<string, string> Common(Deployment deployment, string service, EnvironmentFolders folders) =>
        Plain()
            .SetItems(deployment.Environment.Configuration)
            .SetItems(deployment.Secrets)
            .SetItem("SLIPWAY_DATA", folders.Data(service))
            .SetItem("SLIPWAY_FLAGS", folders.Flags(deployment.Id))
            .SetItem("SLIPWAY_PACKAGE", deployment.PackageId)
            .SetItem("SLIPWAY_INSTANCE", $"{deployment.Id}/{service}")
            .SetItem("SLIPWAY_ENVIRONMENT", deployment.Environment.Name)
            .SetItem("SLIPWAY_VERSION", deployment.Version);
}
