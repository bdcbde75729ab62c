using Slipway.Delivery.Recording;
using Slipway.Releases.Approvals;
using Slipway.Releases.Governing;
using Slipway.Releases.Policies;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Verbs;

/// <summary>What <c>Policy</c> does: shows what holds and where it comes from, compares presets, and signs a policy into force.</summary>
internal static class Policy
{
    public static async Task RunAsync(Counter counter, PolicyOptions options, CancellationToken cancellation)
    {
        if (options.Compare.Length > 0)
            Compare(counter, options.Compare);
        else if (options.Adopt)
            await AdoptAsync(counter, cancellation).ConfigureAwait(false);
        else
            await ShowAsync(counter, cancellation).ConfigureAwait(false);
    }

    private static async Task ShowAsync(Counter counter, CancellationToken cancellation)
    {
        Occasion seen = await counter.LookAsync(cancellation).ConfigureAwait(false);
        PolicyChain chain = await counter.ChainAsync(seen.State, cancellation).ConfigureAwait(false);
        counter.Show(
            RegistersJson.Policy(
                seen.Policy, chain.Newest is { } newest ? (newest.Version, newest.Policy.Digest) : null,
                counter.PolicySettings.Settings().Select(setting => (setting.Path, PoliciesText.Value(setting.Node), $"{setting.Node.Place}"))),
            PoliciesText.Render(seen.Policy, chain, counter.PolicySettings));
        if (chain.Newest is { } adopted && adopted.Policy.Digest != seen.Policy.Digest)
            counter.Scope.SayLast("The file is another policy than the one in force. Next: ./build.sh Policy --adopt by its roots");
    }

    private static void Compare(Counter counter, string[] names)
    {
        if (names is not [var left, var right])
            throw Wrong("SLP1625", "two presets are compared", "./build.sh Policy --compare solo team");
        foreach (string name in names.Except(Presets.Names))
            throw Wrong("SLP1626", $"there is no preset {name}", Nearest.Mend(name, Presets.Names, "presets"));
        foreach (string line in PoliciesText.Compare(left, right))
            counter.Scope.Say(line);
    }

    private static async Task AdoptAsync(Counter counter, CancellationToken cancellation)
    {
        string text = counter.PolicySettings.ToCanonicalJson();
        Ruled ruled = await counter.RecordAsync(
            async (occasion, token) => Adoption.Decide(text, await counter.ChainAsync(occasion.State, token).ConfigureAwait(false), occasion),
                byKey: true, cancellation).ConfigureAwait(false);
        Occasion after = await counter.LookAsync(cancellation).ConfigureAwait(false);
        counter.SayLast(PoliciesText.Adopted(ruled.Ruling, after.Policy, await counter.ChainAsync(after.State, cancellation).ConfigureAwait(false)));
    }

    private static FaultException Wrong(string code, string cause, string mend) => new(ExitCode.Usage, Typed.Wrong(code, cause, mend));
}

/// <summary>What <c>Policy</c> can be told.</summary>
internal sealed record PolicyOptions(string[] Compare, bool Adopt);
