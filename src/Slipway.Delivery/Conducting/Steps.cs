using Slipway.Delivery.Recording;
using Slipway.Releases.Policies;

namespace Slipway.Delivery.Conducting;

/// <summary>What verbs that change an environment are made of.</summary>
/// <param name="Forward">Steps of a way forward: without the ledger they stop.</param>
/// <param name="Back">Steps of a way back: the ledger is told, and waited for by nobody.</param>
/// <param name="Serving">Brings up what was allowed to serve.</param>
/// <param name="WayBack">Undoes a deployment.</param>
/// <param name="Attempt">Brings a package in, or undoes it.</param>
internal sealed record Steps(Crossing Forward, Crossing Back, Serving Serving, WayBack WayBack, Attempt Attempt)
{
    public static Steps Over(ReleasePorts ports, Journal journal, ReleasePolicy policy, Action<string> say)
    {
        var flagging = new Flagging(ports, journal);
        var forward = new Crossing(ports.Deployer, journal, entry => journal.AppendAsync([entry]), flagging, policy, say);
        var back = new Crossing(ports.Deployer, journal, entry => journal.TellAsync(entry), flagging, policy, say);
        var serving = new Serving(ports.Deployer, flagging, policy);
        var wayBack = new WayBack(ports, journal, serving, say);
        return new Steps(forward, back, serving, wayBack, new Attempt(journal, forward, wayBack, new Exposing(ports, journal, forward, back, say)));
    }
}
