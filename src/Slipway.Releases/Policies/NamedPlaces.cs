using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Slipway.Releases.Policies;

/// <summary>Names in a policy what it would otherwise leave to code and defaults, so that what is signed says it: the environments that need consent, and the ledger.</summary>
public static class NamedPlaces
{
    private const string Approvals = "approvals";
    private const string Environments = "environments";

    /// <summary>The settings with the last environment of the lane as the governed one, and the ledger's store, where they do not name others.</summary>
    /// <param name="settings">The effective settings.</param>
    /// <param name="lane">Names of the build's environments, in order; with none, no environment is named.</param>
    public static PolicyNode In(PolicyNode settings, ImmutableArray<string> lane)
    {
        PolicyNode named = Of("{\"ledger\":{\"store\":\"file\"}}", "default").With(settings);
        return lane.IsEmpty ? named : Of($"{{\"approvals\":{{\"environments\":[\"{JsonEncodedText.Encode(lane[^1])}\"]}}}}", "the last environment of the build").With(WithoutNone(named));
    }

    // An empty list asks for the default, as no list does.
    private static PolicyNode WithoutNone(PolicyNode settings) =>
        settings.Members.GetValueOrDefault(Approvals) is { } approvals && approvals.Members.GetValueOrDefault(Environments) is { Kind: JsonValueKind.Array, Items.IsEmpty: true }
            ? settings with { Members = settings.Members.SetItem(Approvals, approvals.Without(Environments)) }
            : settings;

    private static PolicyNode Of(string json, string place) => PolicyText.Read(Encoding.UTF8.GetBytes(json), place);
}
