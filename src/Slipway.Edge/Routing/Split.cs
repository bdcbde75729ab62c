using System.Collections.Immutable;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>Where new requests go: to the slot that serves, and a part of them to the canary where there is one. Never changed, only replaced.</summary>
internal sealed class Split
{
    private readonly int _weight;
    private readonly bool _isSticky;

    private Split(RouteTable table, Slot serving, Slot? canary, Audience? audience)
    {
        (Table, Serving, Canary, Audience) = (table, serving, canary, audience);
        (_weight, _isSticky) = (table.Canary?.Weight ?? 0, table.Canary?.IsSticky == true);
    }

    public RouteTable Table { get; }

    public Slot Serving { get; }

    public Slot? Canary { get; }

    /// <summary>The users of a rollout; null without one, and where nothing tells users apart.</summary>
    public Audience? Audience { get; }

    public ImmutableArray<Slot> Slots => Canary is null ? [Serving] : [Serving, Canary];

    /// <summary>The split of a table. Slots of the one before that are in both go on as they are: their connections, requests in flight and counts.</summary>
    public static Split Of(RouteTable table, Split? before)
    {
        RouteTable serving = table with { Canary = null };
        if (table.Canary is not { } canary)
            return new Split(table, Continue(serving, before), null, null);
        Audience? audience = canary.Users is not { } key ? null
            : before?.Audience is { } known && known.DeploymentId == canary.DeploymentId && known.Key == key ? known
            : new Audience(canary.DeploymentId, key);
        return new Split(table, Continue(serving, before), Continue(new RouteTable(canary.DeploymentId, canary.PackageId, canary.Routes), before), audience);
    }

    /// <summary>Chooses an arm for a request; nobody's choice depends on what the services do.</summary>
    public Slot Choose(IHeaderDictionary headers, out ulong? user)
    {
        user = Audience?.Who(headers);
        if (Canary is null)
            return Serving;
        int place = _isSticky && user is { } who ? Audience!.PlaceOf(who) : Random.Shared.Next(CanaryRoute.Whole); // a user is known by an audience
        return place < _weight ? Canary : Serving;
    }

    private static Slot Continue(RouteTable arm, Split? before) =>
        before?.Slots.FirstOrDefault(slot => slot.Table.LeadsWhere(arm)) ?? new Slot(arm);
}
