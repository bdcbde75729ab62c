using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>What services require and an environment does not give them.</summary>
public static class MissingConfiguration
{
    /// <summary>One fault for each key; none for a feed, where nothing runs.</summary>
    /// <param name="services">What would run there.</param>
    /// <param name="environment">Where.</param>
    /// <param name="secretNames">Names of the secrets that whoever runs the command brings.</param>
    public static IEnumerable<Fault> Of(ImmutableArray<PackagedService> services, DeploymentEnvironment environment, IReadOnlyCollection<string> secretNames)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.IsFeed)
            return [];
        return services.SelectMany(service => service.Configuration
            .Where(key => key.Required && !(key.Secret ? secretNames.Contains(key.Name) : environment.Configuration.ContainsKey(key.Name)))
            .Select(key => Missing(environment, service, key)));
    }

    private static Fault Missing(DeploymentEnvironment environment, PackagedService service, ConfigurationKey key) => new(
        "SLP2401", $"{service.Name} requires {(key.Secret ? "the secret" : "the configuration key")} {key.Name}", $"environment {environment.Name}",
        key.Secret ? $"set the environment variable {key.Name} for this command" : $"give {key.Name} in the Configuration of {environment.Name} in the build");
}
