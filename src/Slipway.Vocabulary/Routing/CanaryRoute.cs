using System.Collections.Immutable;

namespace Slipway.Vocabulary.Routing;

/// <summary>The second arm of a table: a deployment that gets a part of the requests while it is tried.</summary>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="PackageId">The package it runs, 64 hexadecimal digits.</param>
/// <param name="Routes">A socket per service, with the prefixes of this package.</param>
/// <param name="Weight">Its part of the requests, of <see cref="Whole"/>; 1 to one less.</param>
/// <param name="Users">What tells users apart; null where nothing does, and none are counted.</param>
/// <param name="IsSticky">True sends a user to the same arm each time; who cannot be told apart is sent by chance.</param>
public sealed record CanaryRoute(string DeploymentId, string PackageId, ImmutableArray<Route> Routes, int Weight, UserKey? Users, bool IsSticky)
{
    /// <summary>The weight of all requests.</summary>
    public const int Whole = 10_000;

    /// <summary>True when both give the same part to the same place (an array's own equality would compare references).</summary>
    public bool IsLike(CanaryRoute other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (this with { Routes = [] }) == (other with { Routes = [] }) && Routes.AsSpan().SequenceEqual(other.Routes.AsSpan());
    }
}

/// <summary>What tells one user from another in a request.</summary>
/// <param name="Name">Name of the cookie, or of the header.</param>
/// <param name="IsHeader">True for a header.</param>
public sealed record UserKey(string Name, bool IsHeader)
{
    /// <summary>The value of a cookie.</summary>
    public static UserKey Cookie(string name) => new(name, false);

    /// <summary>The value of a header.</summary>
    public static UserKey Header(string name) => new(name, true);
}
