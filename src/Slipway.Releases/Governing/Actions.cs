using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants done about what a team promised itself, in their own words.</summary>
public abstract record ActionWish
{
    private ActionWish()
    {
    }

    /// <summary>Promise something.</summary>
    public sealed record Open(string Title, string? Owner, string? Due) : ActionWish;

    /// <summary>Say that it is done.</summary>
    public sealed record Close(string Id, string? Reason) : ActionWish;
}

/// <summary>What teams promise themselves: it blocks nothing, has an owner and a day, and is done once.</summary>
public static class Actions
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(ActionWish wish, Occasion occasion) => wish switch
    {
        ActionWish.Open open => Open(open, occasion),
        ActionWish.Close close => Close(close, occasion),
        _ => throw new UnreachableException(),
    };

    private static Ruling Open(ActionWish.Open wish, Occasion occasion)
    {
        Ruling.Refused? unready = Asked.Unready(wish.Due, occasion.Now, out DateOnly? due);
        if ((Asked.Missing(wish.Due, "Actions --open", "--due", "2026-12-01") ?? unready ?? Asked.Nobody(wish.Owner, occasion.Policy)) is { } refused)
            return refused;
        string id = RegisterId.Next("A", occasion.Governance.Actions.Keys);
        return Ruling.Record(new ActionOpened(id, wish.Title, wish.Owner ?? occasion.Who.Address, due), new Subject());
    }

    private static Ruling Close(ActionWish.Close wish, Occasion occasion)
    {
        if (Asked.Missing(wish.Reason, "Actions --close", "--reason", "what was done") is { } missing)
            return missing;
        if (!occasion.Governance.Actions.TryGetValue(wish.Id, out ActionRecord? action))
            return Ruling.Usage("SLP4614", $"there is no action {wish.Id}", Nearest.Mend(wish.Id, [.. occasion.Governance.Actions.Keys], "actions"));
        return action.IsOpen
            ? Ruling.Record(new ActionClosed(wish.Id, wish.Reason!), new Subject()) // asked above
            : Ruling.Refuse(ExitCode.GateFailed,
                new Fault("SLP4615", $"{wish.Id} is closed already: {action.Outcome}", "ledger", "./build.sh Actions shows what is open"));
    }
}
