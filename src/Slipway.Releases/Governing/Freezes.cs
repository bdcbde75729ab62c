using System.Diagnostics;
using NodaTime;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants done about freezes, in their own words.</summary>
public abstract record FreezeWish
{
    private FreezeWish()
    {
    }

    /// <summary>Declare one: in an environment, or in all where none is named.</summary>
    public sealed record Declare(string Id, string? Environment, string? Start, string? End, string? Zone, string? Reason) : FreezeWish;

    /// <summary>Lift one that was declared.</summary>
    public sealed record Lift(string Id, string? Reason) : FreezeWish;
}

/// <summary>Freezes that people declare beside those of the policy: declared by anybody, lifted by somebody the policy knows.</summary>
public static class Freezes
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(FreezeWish wish, Occasion occasion) => wish switch
    {
        FreezeWish.Declare declare => Declare(declare, occasion),
        FreezeWish.Lift lift => Lift(lift, occasion),
        _ => throw new UnreachableException(),
    };

    private static Ruling Declare(FreezeWish.Declare wish, Occasion occasion)
    {
        const string Verb = "Freeze --declare";
        Ruling.Refused? noStart = Unclear(wish.Start, Verb, "--start", "2026-12-20T18:00", out LocalDateTime start);
        Ruling.Refused? noEnd = Unclear(wish.End, Verb, "--end", "2027-01-02T08:00", out LocalDateTime end);
        if ((Asked.Missing(wish.Reason, Verb, "--reason", "why") ?? noStart ?? noEnd
            ?? Asked.Missing(wish.Zone, Verb, "--zone", "Europe/Stockholm")) is { } unclear)
            return unclear;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(wish.Zone!) is null) // it is there
            return Ruling.Usage("SLP1610", $"there is no time zone {wish.Zone}", Nearest.To(wish.Zone!, DateTimeZoneProviders.Tzdb.Ids) is { } near
                ? $"did you mean {near}?" : Zones);
        if (end <= start)
            return Ruling.Usage("SLP1611", "the freeze ends before it starts", "give an --end after the --start");
        bool isOfPolicy = IsOfPolicy(wish.Id, occasion);
        if (isOfPolicy || occasion.Governance.Freezes.ContainsKey(wish.Id))
        {
            return Ruling.Usage("SLP1612", $"there is a freeze {wish.Id} already", isOfPolicy
                ? "choose another name, or change the one in .nuke/release.json"
                : $"choose another name, or ./build.sh Freeze --lift {wish.Id} --reason \"…\" first");
        }

        return Ruling.Record(new FreezeDeclared(wish.Id, start, end, wish.Zone!, wish.Reason!), new Subject(wish.Environment));
    }

    private static Ruling Lift(FreezeWish.Lift wish, Occasion occasion)
    {
        if (Asked.Missing(wish.Reason, "Freeze --lift", "--reason", "why") is { } missing)
            return missing;
        if (!occasion.Governance.Freezes.TryGetValue(wish.Id, out Entry? declared))
        {
            return Ruling.Usage("SLP1613", $"no freeze {wish.Id} was declared by command", IsOfPolicy(wish.Id, occasion)
                ? "it stands in .nuke/release.json: change it there"
                : Nearest.Mend(wish.Id, [.. occasion.Governance.Freezes.Keys], "freezes"));
        }

        return occasion.Loosen(new FreezeLifted(wish.Id, wish.Reason!), new Subject(declared.Environment), "lift", declared.Hash,
            wish.Reason!); // asked above
    }

    private const string Zones = "give an IANA name: Europe/Stockholm, America/New_York, Etc/UTC";

    private static bool IsOfPolicy(string id, Occasion occasion) => occasion.Policy.Freezes.Any(window => window.Id == id);

    private static Ruling.Refused? Unclear(string? text, string verb, string option, string example, out LocalDateTime moment)
    {
        moment = default;
        if (Asked.Missing(text, verb, option, example) is { } missing)
            return missing;
        if (FreezeDeclared.Moment.Parse(text!) is not { Success: true } parsed) // it is there
            return Ruling.Usage("SLP1614", $"{option} cannot be '{text}'", "give local date and time as 2026-12-20T18:00");
        moment = parsed.Value;
        return null;
    }
}
