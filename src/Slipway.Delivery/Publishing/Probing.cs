using System.Collections.Immutable;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Publishing;

/// <summary>Looks at every destination before anything changes anywhere.</summary>
public static class Probing
{
    /// <summary>What there is to do at each destination, in the build's order.</summary>
    /// <exception cref="FaultException">Some cannot be looked at, or hold something else: all such faults at once.</exception>
    public static async Task<ImmutableArray<DestinationPlan>> AllAsync(Publication publication, ImmutableArray<Outlet> outlets, CancellationToken cancellation)
    {
        ImmutableArray<SeenDestination> seen = await LookAsync(publication, outlets, cancellation);
        FaultException[] refusals = [.. seen.Where(one => !one.Faults.IsEmpty).Select(one => new FaultException(one.ExitCode, one.Faults))];
        return refusals.Length == 0 ? [.. seen.Select(one => one.Plan!)] : throw Together(refusals); // without a fault there is a plan
    }

    /// <summary>What is found at each destination, in the build's order; one that does not answer hides no other.</summary>
    public static async Task<ImmutableArray<SeenDestination>> LookAsync(Publication publication, ImmutableArray<Outlet> outlets, CancellationToken cancellation)
    {
        var seen = ImmutableArray.CreateBuilder<SeenDestination>();
        foreach (Outlet outlet in outlets)
        {
            try
            {
                DestinationPlan plan = await OneAsync(publication, outlet, cancellation);
                seen.Add(new(outlet.Destination, plan, plan.Faults) { ExitCode = plan.Files.IsEmpty ? ExitCode.Usage : ExitCode.GateFailed });
            }
            catch (FaultException silent)
            {
                seen.Add(new(outlet.Destination, null, silent.Faults) { ExitCode = silent.ExitCode });
            }
        }

        return seen.ToImmutable();
    }

    /// <summary>What there is to do at one destination.</summary>
    public static async Task<DestinationPlan> OneAsync(Publication publication, Outlet outlet, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outlet);
        return DestinationPlan.Of(outlet.Destination, publication, await outlet.Place.ProbeAsync(publication, cancellation));
    }

    /// <summary>Refusals of several destinations as one, with the exit code of the first that says how the world is; what does not answer may answer later.</summary>
    internal static FaultException Together(IReadOnlyCollection<FaultException> refusals) =>
        new((refusals.FirstOrDefault(one => one.ExitCode != ExitCode.Failed) ?? refusals.First()).ExitCode, [.. refusals.SelectMany(one => one.Faults)], refusals.First());
}
