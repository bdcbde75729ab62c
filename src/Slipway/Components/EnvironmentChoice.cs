using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Finds the environment a command is about.</summary>
internal static class EnvironmentChoice
{
    public static DeploymentEnvironment Of(ImmutableArray<DeploymentEnvironment> environments, string? name)
    {
        string[] known = [.. environments.Select(environment => environment.Name)];
        if (name is null)
            throw new FaultException(ExitCode.Usage, new Fault("SLP1402", "which environment is not said", "command line", $"give --environment {string.Join('|', known)}"));
        return environments.FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(ExitCode.Usage, new Fault("SLP1403", $"there is no environment {name}", "--environment", Nearest.Mend(name, known, "environments")));
    }
}
