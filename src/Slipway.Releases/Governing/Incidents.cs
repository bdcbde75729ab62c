using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants told about an incident, in their own words.</summary>
public abstract record IncidentWish
{
    private IncidentWish()
    {
    }

    /// <summary>Something goes wrong in an environment.</summary>
    public sealed record Open(string Title, string Environment, string? Severity, string? Since, Suspect Suspect, string? Reason) : IncidentWish;

    /// <summary>A deployment caused it; in the incident's own environment where none is named.</summary>
    public sealed record Link(string Id, string? Environment, Suspect Suspect, string? Reason) : IncidentWish;

    /// <summary>It is over.</summary>
    public sealed record Resolve(string Id, string? Reason) : IncidentWish;
}

/// <summary>What went wrong where users are: anybody tells of it, names its cause and ends it, once.</summary>
public static class Incidents
{
    /// <summary>Decides a wish on what is on record.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="occasion">What it is decided on.</param>
    /// <param name="past">All deployments, oldest first: one of them may be the cause.</param>
    public static Ruling Decide(IncidentWish wish, Occasion occasion, ImmutableArray<PastDeployment> past) => wish switch
    {
        IncidentWish.Open open => Open(open, occasion, past),
        IncidentWish.Link link => Link(link, occasion, past),
        IncidentWish.Resolve resolve => Resolve(resolve, occasion),
        _ => throw new UnreachableException(),
    };

    private static Ruling Open(IncidentWish.Open wish, Occasion occasion, ImmutableArray<PastDeployment> past)
    {
        if (Asked.Missing(wish.Severity, "Incidents --open", "--severity", "high") is { } missing)
            return missing;
        string word = wish.Severity!.ToLowerInvariant(); // it is there
        if (Word.Read<Severity>(word) is not { } severity)
            return Ruling.Usage("SLP4607", $"an incident cannot be '{word}'", Nearest.Mend(word, Word.All<Severity>(), "severities"));
        if (SinceOf(wish.Since, occasion.Now) is not { } since)
        {
            return Ruling.Usage(
                "SLP4610", $"an incident cannot have begun at '{wish.Since}'",
                "give a past instant: --since 2026-03-14T09:30Z; without a zone it is UTC");
        }

        if (wish.Suspect.Find(past, wish.Environment, out Subject cause) is { } refused)
            return refused;
        string id = RegisterId.Next("INC", occasion.Governance.Incidents.Keys);
        return Ruling.Record(new IncidentOpened(id, wish.Title, severity, since, wish.Reason ?? ""), cause);
    }

    private static Ruling Link(IncidentWish.Link wish, Occasion occasion, ImmutableArray<PastDeployment> past)
    {
        if (Unknown(wish.Id, occasion, out IncidentRecord? incident) is { } unknown)
            return unknown;
        if (wish.Suspect.Find(past, wish.Environment ?? incident!.Environment, out Subject cause) is { } refused) // it is known
            return refused;
        return cause.DeploymentId is not null
            ? Ruling.Record(new IncidentLinked(wish.Id, wish.Reason ?? ""), cause)
            : Ruling.Usage("SLP4608", $"what caused {wish.Id} is not said",
                $"./build.sh Incidents --link {wish.Id} --package ID, or --deployment NAME");
    }

    private static Ruling Resolve(IncidentWish.Resolve wish, Occasion occasion)
    {
        if ((Unknown(wish.Id, occasion, out IncidentRecord? incident)
            ?? Asked.Missing(wish.Reason, "Incidents --resolve", "--reason", "what ended it")) is { } refused)
            return refused;
        return incident!.Resolved is not { } over // it is known
            ? Ruling.Record(new IncidentResolved(wish.Id, wish.Reason!), new Subject(incident.Environment)) // asked above
            : Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP4609", $"{wish.Id} is over since {UtcText.Of(over.Utc)}", "ledger", "./build.sh Incidents --open \"…\" opens another"));
    }

    private static Ruling.Refused? Unknown(string id, Occasion occasion, out IncidentRecord? incident) =>
        occasion.Governance.Incidents.TryGetValue(id, out incident)
        ? null
        : Ruling.Usage("SLP4611", $"there is no incident {id}", Nearest.Mend(id, [.. occasion.Governance.Incidents.Keys], "incidents"));

    private static DateTimeOffset? SinceOf(string? text, DateTimeOffset now)
    {
        if (text is null)
            return now;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset since)
            && since <= now ? since : null;
    }
}
