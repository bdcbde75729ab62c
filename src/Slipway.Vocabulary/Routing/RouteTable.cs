using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Vocabulary.Routing;

/// <summary>Where all requests of one environment go: one deployment, a socket per service; a part of them to a second one while that is tried.</summary>
/// <param name="DeploymentId">The deployment that gets new requests.</param>
/// <param name="PackageId">The package it runs, 64 hexadecimal digits.</param>
/// <param name="Routes">At least one; the longest matching prefix wins.</param>
public sealed record RouteTable(string DeploymentId, string PackageId, ImmutableArray<Route> Routes)
{
    /// <summary>The deployment that gets a part of the requests beside this one; null for most tables, which are written without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryRoute? Canary { get; init; }

    /// <summary>True when both send every request to the same place (an array's own equality would compare references).</summary>
    public bool LeadsWhere(RouteTable other) =>
        DeploymentId == other.DeploymentId && PackageId == other.PackageId && Routes.AsSpan().SequenceEqual(other.Routes.AsSpan())
        && (Canary is null ? other.Canary is null : other.Canary is { } canary && Canary.IsLike(canary));
}

/// <summary>One service of a deployment, as the edge reaches it.</summary>
/// <param name="Prefix">Path prefix in whole segments; <c>/</c> is everything.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Socket">Absolute path of the Unix socket its instance listens on.</param>
public sealed record Route(string Prefix, string Service, string Socket);
