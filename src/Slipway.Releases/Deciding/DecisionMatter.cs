using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;

namespace Slipway.Releases.Deciding;

/// <summary>Turns a wish into the facts that are kept of it, and kept facts into the wish they were.</summary>
public static class DecisionMatter
{
    /// <summary>The facts of a wish and what it was told.</summary>
    public static DecisionFacts Of(DeployRequest request, Decision decision) => new()
    {
        Head = request.State.Head,
        Policy = request.Policy.Digest,
        Environment = request.Environment.Name,
        Package = request.PackageId,
        Live = request.Live is null ? null : request.State.In(request.Environment.Name).Current?.PackageId,
        Lane = [.. request.Lane.Select(place => new LanePlace(place.Name, place.Port, [.. place.Configuration.Keys]))],
        Plan = PlanDigest.Of(request),
        Configuration = request.Configuration,
        Observed = request.ObservedPackage,
        FrontSeen = request.FrontSeen?.Digest,
        Requester = request.Requester,
        Exceptions = request.Exceptions,
        IsEmergency = request.IsEmergency,
        Again = request.Again,
        Reason = request.Reason,
        Secrets = request.SecretNames,
        Rules = request.Rules,
        Calendar = CalendarExcerpt.Of(request.Calendar, request.Manifest.Version, request.State.In(request.Environment.Name).Succeeded.Select(deployment => deployment.Version)),
        OwnGates = [.. (decision.Assessment?.Own ?? []).Select(Answer)],
        Now = request.Now.ToUniversalTime(),
    };

    /// <summary>Everything a decision rests on that the ledger does not keep already.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">Something does not fit into a ledger entry (exit 2).</exception>
    public static ImmutableArray<KeptDocument> Documents(DeployRequest request, Decision decision)
    {
        var documents = ImmutableArray.CreateBuilder<KeptDocument>();
        if (request.Policy.Text.Length > 0 && !request.State.Governance.Policies.Contains(request.Policy.Digest))
            documents.Add(KeptDocument.Of(KeptDocument.Policy, request.Policy.Text));
        if (request.FrontSeen is { } seen)
            documents.Add(KeptDocument.Of(KeptDocument.Observation, seen.Write()));
        documents.Add(KeptDocument.Of(KeptDocument.Facts, Of(request, decision).Write()));
        return documents.ToImmutable();
    }

    /// <summary>The wish that facts were kept of.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="material">What they name.</param>
    public static DeployRequest Request(DecisionFacts facts, DecisionMaterial material)
    {
        ImmutableArray<DeploymentEnvironment> lane = [.. facts.Lane.Select(Place)];
        return new DeployRequest
        {
            State = material.State,
            Lane = lane,
            Environment = lane.First(place => place.Name == facts.Environment),
            PackageId = facts.Package,
            Manifest = material.Manifest,
            Live = material.Live,
            Policy = material.Policy,
            Calendar = facts.Calendar is { } calendar ? CalendarText.Parse(Encoding.UTF8.GetBytes(calendar), "facts") : new ReleaseCalendar(),
            RecordedPlan = facts.Plan,
            RecordedConfiguration = facts.Configuration,
            ObservedPackage = facts.Observed,
            FrontSeen = material.FrontSeen,
            Requester = facts.Requester,
            Exceptions = facts.Exceptions,
            IsEmergency = facts.IsEmergency,
            Again = facts.Again,
            Reason = facts.Reason,
            SecretNames = facts.Secrets,
            Rules = facts.Rules,
            OwnGates = [.. facts.OwnGates.Select(answer => new Gate(answer.Gate, _ => Result(answer)))],
            Now = facts.Now,
        };
    }

    // Nobody but the plan's digest, which is on record, looks at values.
    private static DeploymentEnvironment Place(LanePlace place) => new()
    {
        Name = place.Name,
        Port = place.Port,
        Configuration = place.Keys.ToImmutableSortedDictionary(key => key, _ => "", StringComparer.Ordinal),
    };

    private static OwnAnswer Answer(GateResult result) =>
        new(result.Gate, result.Verdict.ToString().ToLowerInvariant(), result.Reason, result.Mend, result.Inputs.IsDefault ? [] : result.Inputs, result.ValidUntil?.ToUniversalTime());

    private static GateResult Result(OwnAnswer answer) =>
        new(answer.Gate, Enum.TryParse(answer.Verdict, ignoreCase: true, out GateVerdict verdict) ? verdict : GateVerdict.Inconclusive, answer.Reason, answer.Mend, answer.Inputs) { ValidUntil = answer.ValidUntil };
}

/// <summary>What facts name by digest, found again.</summary>
/// <param name="State">The ledger as it was when it was decided.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Manifest">The package.</param>
/// <param name="Live">The package that was live, or null.</param>
/// <param name="FrontSeen">What was seen of the environment in front, or null.</param>
public sealed record DecisionMaterial(ReleaseState State, ReleasePolicy Policy, Manifest Manifest, Manifest? Live, Sighting? FrontSeen);
