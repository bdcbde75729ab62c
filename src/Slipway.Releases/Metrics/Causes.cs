using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>Finds what was held against each deployment.</summary>
internal sealed class Causes
{
    private readonly ImmutableArray<PastDeployment> _deployments;
    private readonly HashSet<PastDeployment> _known;
    private readonly ILookup<object?, (Entry Sign, Entry? Mended)> _signs;

    public Causes(ImmutableArray<PastDeployment> deployments, ImmutableArray<PastDeployment> attempts, ImmutableArray<IncidentRecord> incidents)
    {
        (_deployments, _known) = (deployments, new HashSet<PastDeployment>(deployments, ReferenceEqualityComparer.Instance));
        ILookup<string, PastDeployment> named = attempts.ToLookup(attempt => attempt.Id, StringComparer.Ordinal);
        IEnumerable<(PastDeployment? Cause, Entry Sign, Entry? Mended)> left = attempts
            .Where(attempt => attempt.Kind == DeploymentKind.Rollback)
            .Select(way => (BroughtBefore(way.Before, way.Started.Seq), way.Started, way.IsSuccessful ? way.Ended : null));
        IEnumerable<(PastDeployment? Cause, Entry Sign, Entry? Mended)> mended = attempts
            .Where(attempt => attempt.Kind == DeploymentKind.Hotfix)
            .SelectMany(fix => Named(fix, named, incidents).Select(cause => (cause, fix.Started, fix.IsSuccessful ? fix.Ended : null)));
        IEnumerable<(PastDeployment? Cause, Entry Sign, Entry? Mended)> told = incidents
            .SelectMany(incident => Blamed(incident, named).Select(cause => (cause, incident.Opened, incident.Resolved)));
        _signs = left.Concat(mended).Concat(told).Where(item => item.Cause is not null).ToLookup(item => item.Cause!, item => (item.Sign, item.Mended), ReferenceEqualityComparer.Instance);
    }

    public IEnumerable<(Entry Sign, Entry? Mended)> Of(PastDeployment deployment) => _signs[deployment];

    // What a hotfix is for: deployments by name, or whatever an incident blames.
    private IEnumerable<PastDeployment?> Named(PastDeployment fix, ILookup<string, PastDeployment> named, ImmutableArray<IncidentRecord> incidents) =>
        (fix.Remediates ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(name => named[name].Select(Brought).Concat(incidents.Where(incident => incident.Id == name).SelectMany(incident => Blamed(incident, named))))
            .Where(cause => !ReferenceEquals(cause, fix))
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<PastDeployment?>();

    private IEnumerable<PastDeployment?> Blamed(IncidentRecord incident, ILookup<string, PastDeployment> named) =>
        incident.Causes.SelectMany(cause => named[cause.DeploymentId!].Where(deployment => deployment.Environment == cause.Environment)).Select(Brought).Distinct(ReferenceEqualityComparer.Instance).Cast<PastDeployment?>();

    // A package that came again is blamed on the deployment that brought it first.
    private PastDeployment? Brought(PastDeployment deployment) => _known.Contains(deployment) ? deployment : BroughtBefore(deployment.PackageId, deployment.Started.Seq);

    private PastDeployment? BroughtBefore(string? package, int seq) => _deployments.LastOrDefault(deployment => deployment.PackageId == package && deployment.Ended!.Seq < seq);
}
