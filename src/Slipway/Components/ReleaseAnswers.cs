using System.Collections.Immutable;
using Slipway.Releases.Versions;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Answers of components that have no report of their own.</summary>
internal static class ReleaseAnswers
{
    public static string Version(VersionDecision decision) => ReleaseJson.Version(decision);

    public static string Faults(ImmutableArray<Fault> faults) => EngineJson.Faults(faults, faults.IsEmpty ? ExitCode.Succeeded : ExitCode.Failed);
}
