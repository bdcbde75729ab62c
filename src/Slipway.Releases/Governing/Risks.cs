using System.Diagnostics;
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
    public sealed record Open(string Title, string? Severity, string? Mitigation, string? Owner, string? Due) : RiskWish;

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
        Ruling.Refused? unready = Asked.Unready(wish.Due, occasion.Now, out DateOnly? due);
        if ((Asked.Nobody(wish.Owner, occasion.Policy) ?? unready) is { } refused)
            return refused;
        string id = RegisterId.Next("R", occasion.Governance.Risks.Keys);
        return Ruling.Record(new RiskOpened(id, wish.Title, severity, wish.Owner ?? occasion.Who.Address, wish.Mitigation ?? "", due), new Subject());
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
