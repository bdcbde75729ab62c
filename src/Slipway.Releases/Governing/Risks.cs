using System.Diagnostics;
using NuGet.Versioning;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants done to the risk register, in their own words.</summary>
public abstract record RiskWish
{
    private RiskWish()
    {
    }

    /// <summary>Put a risk on it.</summary>
    public sealed record Open(string Title, string? Severity, string? Mitigation, string? Owner, string? Due) : RiskWish
    {
        /// <summary>How likely it is, as typed; null says nothing about it.</summary>
        public string? Likelihood { get; init; }

        /// <summary>Version of the only release it is about; null is about all of them.</summary>
        public string? Release { get; init; }
    }

    /// <summary>Live with a risk.</summary>
    public sealed record Accept(string Id, string? Reason) : RiskWish;

    /// <summary>Say that a risk is gone.</summary>
    public sealed record Close(string Id, string? Reason) : RiskWish;
}

/// <summary>The risks everybody should know of: opened by anybody, ended by somebody the policy knows, each of them once.</summary>
public static class Risks
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(RiskWish wish, Occasion occasion) => wish switch
    {
        RiskWish.Open open => Open(open, occasion),
        RiskWish.Accept accept => End("accept", accept.Id, RiskState.Accepted, accept.Reason, occasion),
        RiskWish.Close close => End("close", close.Id, RiskState.Closed, close.Reason, occasion),
        _ => throw new UnreachableException(),
    };

    private static Ruling Open(RiskWish.Open wish, Occasion occasion)
    {
        if (Asked.Missing(wish.Severity, "Risks --open", "--severity", "high") is { } missing)
            return missing;
        string word = wish.Severity!.ToLowerInvariant(); // it is there
        if (Word.Read<Severity>(word) is not { } severity)
            return Ruling.Usage("SLP1620", $"a risk cannot be '{word}'", Nearest.Mend(word, Word.All<Severity>(), "severities"));
        Likelihood? likelihood = null;
        if (wish.Likelihood?.ToLowerInvariant() is { } likely && (likelihood = Word.Read<Likelihood>(likely)) is null)
            return Ruling.Usage("SLP1640", $"a risk cannot be '{likely}'", Nearest.Mend(likely, Word.All<Likelihood>(), "likelihoods"));
        if (wish.Release is { } release && !SemanticVersion.TryParse(release, out _))
            return Ruling.Usage("SLP1642", $"--version cannot be '{release}'", "give the version of the release it is about: 1.4.0");
        Ruling.Refused? unready = Asked.Unready(wish.Due, occasion.Now, out DateOnly? due);
        if ((Asked.Nobody(wish.Owner, occasion.Policy) ?? unready) is { } refused)
            return refused;
        string id = RegisterId.Next("R", occasion.Governance.Risks.Keys);
        var opened = new RiskOpened(id, wish.Title, severity, wish.Owner ?? occasion.Who.Address, wish.Mitigation ?? "", due)
        {
            Likelihood = likelihood,
            Release = wish.Release,
        };
        return Ruling.Record(opened, new Subject());
    }

    private static Ruling End(string option, string id, RiskState end, string? reason, Occasion occasion)
    {
        if (Asked.Missing(reason, $"Risks --{option}", "--reason", "why") is { } missing)
            return missing;
        if (!occasion.Governance.Risks.TryGetValue(id, out RiskRecord? risk))
            return Ruling.Usage("SLP1621", $"there is no risk {id}", Nearest.Mend(id, [.. occasion.Governance.Risks.Keys], "risks"));
        if (risk.State == end || risk.State == RiskState.Closed)
            return Ruling.Usage("SLP1633", $"{id} is {Word.Of(risk.State)} already",
                "./build.sh Risks lists them; a risk that is back is opened anew");
        Fact fact = end == RiskState.Closed ? new RiskClosed(id, reason!) : new RiskAccepted(id, reason!); // asked above
        return occasion.Loosen(fact, new Subject(), $"{option}-risk", id, reason!);
    }
}
