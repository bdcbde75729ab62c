using Slipway.Edge.Counting;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>The users of a rollout: who they are, which arm each meets, and how many met either. Lives from the first part of the traffic to the last.</summary>
internal sealed class Audience(string deploymentId, UserKey key)
{
    private readonly DistinctSketch _serving = new(), _canary = new();
    private readonly ulong _salt = UserHash.Of(deploymentId);

    public string DeploymentId => deploymentId;

    public UserKey Key => key;

    public long Serving => DistinctSketch.Count(_serving);

    public long Canary => DistinctSketch.Count(_canary);

    public long All => DistinctSketch.Count(_serving, _canary);

    public ulong? Who(IHeaderDictionary headers) => UserHash.Of(headers, key);

    /// <summary>A number below <see cref="CanaryRoute.Whole"/> that is a user's own for this rollout: whoever met the canary at a weight meets it at every greater one.</summary>
    public int PlaceOf(ulong user) => (int)(UserHash.Salted(user, _salt) % CanaryRoute.Whole);

    public void Met(ulong user, bool isCanary) => (isCanary ? _canary : _serving).Add(user);
}
