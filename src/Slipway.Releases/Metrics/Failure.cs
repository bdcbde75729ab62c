using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>A deployment that users met and that had to be mended.</summary>
/// <param name="Deployment">Which.</param>
/// <param name="Signs">What says so, oldest first: rollbacks that left it, hotfixes and incidents that name it.</param>
/// <param name="Restored">The entry that ended it, the first of several; null while it lasts.</param>
internal sealed record Failure(PastDeployment Deployment, ImmutableArray<Entry> Signs, Entry? Restored)
{
    public DateTimeOffset Utc => Deployment.Ended!.Utc; // it succeeded

    public TimeSpan? Recovery => Restored is null ? null : Restored.Utc - Utc;

    public TimeSpan Detection => Signs[0].Utc - Utc;

    public IEnumerable<int> Seqs => Signs.Append(Deployment.Ended!).Concat(Restored is null ? [] : [Restored]).Select(entry => entry.Seq);

    /// <summary>The failed ones among deployments; each is there once, whatever happened to it.</summary>
    /// <param name="deployments">Deployments of one environment that brought something new and reached their end, oldest first.</param>
    /// <param name="attempts">Everything that was tried there, rehearsals excepted.</param>
    /// <param name="incidents">All incidents on record.</param>
    public static ImmutableArray<Failure> Among(ImmutableArray<PastDeployment> deployments, ImmutableArray<PastDeployment> attempts, ImmutableArray<IncidentRecord> incidents)
    {
        var causes = new Causes(deployments, attempts, incidents);
        return [.. deployments.Select(deployment => One(deployment, [.. causes.Of(deployment)])).Where(failure => !failure.Signs.IsEmpty)];
    }

    private static Failure One(PastDeployment deployment, ImmutableArray<(Entry Sign, Entry? Mended)> signs) => new(
        deployment,
        [.. signs.Select(sign => sign.Sign).OrderBy(sign => sign.Seq)],
        signs.Select(sign => sign.Mended).Where(mended => mended is not null).MinBy(mended => mended!.Seq));
}
