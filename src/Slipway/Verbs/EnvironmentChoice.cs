using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;

namespace Slipway.Verbs;

/// <summary>Finds the environment a command is about.</summary>
internal static class EnvironmentChoice
{
    /// <summary>The environments, if there are any.</summary>
    public static ImmutableArray<DeploymentEnvironment> In(ImmutableArray<DeploymentEnvironment> environments) =>
        environments.IsEmpty ? throw new FaultException(ExitCode.Usage, None()) : environments;

    public static DeploymentEnvironment Of(ImmutableArray<DeploymentEnvironment> environments, string? name)
    {
        string[] known = [.. In(environments).Select(environment => environment.Name)];
        if (name is null)
            throw new FaultException(ExitCode.Usage,
                new Fault("SLP1402", "which environment is not said", "command line", $"give --environment {string.Join('|', known)}"));
        return environments.FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(ExitCode.Usage,
                new Fault("SLP1403", $"there is no environment {name}", "--environment", Nearest.Mend(name, known, "environments")));
    }

    private static Fault None() => new(
        "SLP1514", "this build names no environment", "Environments of the build",
        "add to the build: public ImmutableArray<DeploymentEnvironment> Environments => "
            + "[new() { Name = \"staging\", Port = 7080 }, new() { Name = \"production\", Port = 7081 }];");
}
