using System.Collections.Immutable;

namespace Slipway.Releases.Packages;

/// <summary>A service inside a package: how its instances start, prove themselves and are reached.</summary>
public sealed record PackagedService
{
    /// <summary>Lower-case name; its files lie below <c>services/NAME/</c> in the package.</summary>
    public required string Name { get; init; }

    /// <summary>The file to start, relative to the service's folder. A <c>.dll</c> is started with dotnet, anything else directly.</summary>
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
}
