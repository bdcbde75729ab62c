using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Releases.Packages;

/// <summary>A service inside a package: how its instances start, prove themselves and are reached.</summary>
public sealed record PackagedService
{
    /// <summary>Lower-case name; its files lie below <c>services/NAME/</c> in the package.</summary>
    public required string Name { get; init; }

    /// <summary>The file to start, relative to the service's folder; a name without slash that is no file there is looked for on PATH. A <c>.dll</c> is started with dotnet, anything else directly.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Arguments handed to the entry point.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Path prefix the front door sends to this service; the longest matching prefix wins. Default: everything.</summary>
    public string Route { get; init; } = "/";

    /// <summary>Path that answers 200 with <c>{"packageId": "…"}</c> once the instance can take traffic. Default <c>/ready</c>.</summary>
    public string ReadyPath { get; init; } = "/ready";

    /// <summary>Configuration the service reads; required keys without a value stop a deployment before anything is touched.</summary>
    public ImmutableArray<ConfigurationKey> Configuration { get; init; } = [];

    /// <summary>Requests that must be answered as said before and after traffic moves.</summary>
    public ImmutableArray<SmokeCheck> Smoke { get; init; } = [];

    /// <summary>How its instances show that they are ready; null in manifests of services that keep the contract at <see cref="ReadyPath"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Ready? Ready { get; init; }

    /// <summary>True for a program that takes no requests: it gets no route and no smoke check.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWorker { get; init; }

    /// <summary>True where an instance is ended once its release lost the traffic; false leaves it warm as the way back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StopsWhenLeft { get; init; }

    /// <summary>Run before the new instances start; null runs nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MigrationStep? Migrate { get; init; }

    /// <summary>Its container image; null in packages that hold none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PackagedImage? Image { get; init; }

    /// <summary>How its instances show that they are ready.</summary>
    [JsonIgnore]
    public Ready Readiness => Ready ?? Packages.Ready.Contract(ReadyPath);

    /// <summary>True where the new instance may only start once the old one has ended, for two of them would do the same work.</summary>
    [JsonIgnore]
    public bool StartsLate => IsWorker && StopsWhenLeft;
}
