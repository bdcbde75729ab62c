using System.Collections.Immutable;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Status;

namespace Slipway.Reports.Html;

/// <summary>One environment as the matrix shows it: what serves, how it does, what keeps others out, and what would come next.</summary>
internal sealed record Standing
{
    public required string Name { get; init; }

    public required EnvironmentState State { get; init; }

    /// <summary>False when only the ledger still knows it.</summary>
    public required bool IsInLane { get; init; }

    /// <summary>Where a person reaches it, or null.</summary>
    public Uri? Url { get; init; }

    public required FreezeAnswer Freeze { get; init; }

    /// <summary>The next freeze that begins within two weeks; null for none.</summary>
    public FreezeSpan? Ahead { get; init; }

    /// <summary>The package that would come next, or null.</summary>
    public SealedPackage? Next { get; init; }

    /// <summary>The same, weighed; null where it could not be.</summary>
    public ComingRelease? Coming { get; init; }

    /// <summary>The newest wish for consent, or refusal, that stands in the next package's way; null for none.</summary>
    public Entry? Waits { get; init; }

    /// <summary>What was seen of it; null where nobody looked.</summary>
    public EnvironmentStatus? Seen { get; init; }

    /// <summary>How it does: as it was seen, or as far as entries tell.</summary>
    public (string Word, string Sign, string Tone) Health => Seen?.Health switch
    {
        "healthy" => ("healthy", "ok", "ok"),
        "unhealthy" => ("unhealthy", "bad", "bad"),
        "down" => ("down", "bad", "bad"),
        "unreachable" => ("unreachable", "bad", "warn"),
        "elsewhere" => ("elsewhere", "none", "quiet"),
        "empty" => ("empty", "none", "quiet"),
        _ => Recorded,
    };

    private (string Word, string Sign, string Tone) Recorded => State switch
    {
        { Open: not null } => ("unfinished", "open", "note"),
        { Current: null } => ("empty", "none", "quiet"),
        { IsUp: false } => ("taken down", "none", "warn"),
        { Current: { } current } when State.SmokeFailures.ContainsKey(current.PackageId) => ("smoke test failed", "bad", "bad"),
        _ => ("smoke test passed", "ok", "ok"),
    };

    public static ImmutableArray<Standing> All(DashboardModel model)
    {
        ReleaseState state = model.History.State;
        return
        [
            .. model.Environments.Select((name, place) =>
                Of(model, state.In(name), place < model.Lane.Length ? StatusView.Pending(model.Lane, state, name) : null)),
        ];
    }

    private static Standing Of(DashboardModel model, EnvironmentState here, SealedPackage? next)
    {
        ImmutableArray<FreezeWindow> freezes = model.Freezes;
        return new Standing
        {
            Name = here.Name,
            State = here,
            Seen = model.Statuses.FirstOrDefault(status => status.Environment.Name == here.Name),
            IsInLane = model.Lane.Any(environment => environment.Name == here.Name),
            Url = model.IsRedacted ? null : model.Lane.FirstOrDefault(environment => environment.Name == here.Name)?.Url,
            Freeze = FreezeCalendar.Judge(freezes, here.Name, model.Now),
            Ahead = freezes.Where(window => window.Kind == FreezeKind.Deny && window.IsAbout(here.Name))
                .SelectMany(window => FreezeCalendar.Between(window, model.Now, model.Now.AddDays(14)))
                .Where(span => span.Start.ToDateTimeOffset() > model.Now)
                .MinBy(span => span.Start),
            Next = next,
            Coming = model.Coming.FirstOrDefault(coming => coming.Environment == here.Name && coming.PackageId == next?.Id),
            Waits = next is null ? null : model.History.Releases.First(release => release.Package.Id == next.Id).Entries
                .LastOrDefault(entry => entry.Environment == here.Name && entry.Type is EntryType.DeployRefused or EntryType.ApprovalRequested or EntryType.ApprovalGranted or EntryType.ApprovalRejected),
        };
    }
}
