using Slipway.Execution.Hosts;
using Slipway.Targets.Events;

namespace Slipway.Composition;

/// <summary>The host of this process, asked from its environment.</summary>
internal static class BuildHost
{
    public static HostKind Current => HostDetection.Detect(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected);
}
