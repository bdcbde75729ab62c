using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Deciding;

/// <summary>The digest of what a deployment would do: the same bytes into the same place with the same settings. A changed value is another plan.</summary>
public static class PlanDigest
{
    /// <summary>The digest of all that a consent to this request is bound to.</summary>
    public static string Of(DeployRequest request)
    {
        if (request.RecordedPlan is { } recorded)
            return recorded;
        var text = new StringBuilder("slipway plan 1\n");
        void Line(string name, string value) => text.Append(JsonEncodedText.Encode(name)).Append('\t').Append(JsonEncodedText.Encode(value)).Append('\n');
        Line("environment", request.Environment.Name);
        Line("port", request.Environment.Port.ToString(CultureInfo.InvariantCulture));
        if (request.Environment.Docker is { } docker)
            Line("docker", $"{docker.Engine} {docker.Address} {docker.Network}");
        Line("package", request.PackageId);
        foreach ((string name, string value) in request.Environment.Configuration)
            Line($"configuration {name}", value);
        foreach (string name in request.Manifest.Services.SelectMany(service => service.Configuration).Where(key => key.Secret).Select(key => key.Name).Order(StringComparer.Ordinal))
            Line("secret", name);
        // A rollout that is not asked for is not named, so that consents of before it was known hold.
        if (request.Environment.Rollout.Text != RolloutPlan.AllAtOnce.Text)
            Line("rollout", request.Environment.Rollout.Text);
        Line("steps", "unpack start ready smoke switch drain smoke");
        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString())).Hex;
    }
}
