using System.Collections.Immutable;
using Slipway.Releases.Deciding;
using Slipway.Releases.Risks;
using Slipway.Releases.Versions;

namespace Slipway.Reports.Html;

/// <summary>What waits to enter an environment, weighed as its promotion would be.</summary>
public sealed record ComingRelease
{
    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Id of the package.</summary>
    public required string PackageId { get; init; }

    /// <summary>Version of the package.</summary>
    public required string Version { get; init; }

    /// <summary>What it brings beside what is live there, newest first; null where its commits are not known here.</summary>
    public ImmutableArray<ComingCommit>? Commits { get; init; }

    /// <summary>How risky it is, from 0 to 100.</summary>
    public required int Risk { get; init; }

    /// <summary>How much care follows: <c>minor</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>What gave points, most first.</summary>
    public ImmutableArray<RiskReason> Reasons { get; init; } = [];

    /// <summary>What stands in the way; empty where nothing does.</summary>
    public ImmutableArray<ComingObstacle> Obstacles { get; init; } = [];

    /// <summary>The exact next command.</summary>
    public required string Command { get; init; }

    /// <summary>What it holds, in a line.</summary>
    public string Outline
    {
        get
        {
            string risk = $"risk {Words.Plain(Risk)} of 100, {Profile}";
            if (Commits is not { } commits)
                return $"commits not known here, {risk}";
            int breaking = commits.Count(commit => commit.IsBreaking);
            string by = commits.IsEmpty ? "" : $" by {Words.Many(Authors.Length, "author")}";
            return $"{Words.Many(commits.Length, "commit")}{by}{(breaking > 0 ? $", {Words.Plain(breaking)} breaking" : "")}, {risk}";
        }
    }

    /// <summary>Everyone who wrote a part of it.</summary>
    internal ImmutableArray<string> Authors => [.. (Commits ?? []).SelectMany(commit => commit.Authors).Distinct(StringComparer.Ordinal)];

    /// <summary>The page's part of a plan.</summary>
    /// <param name="plan">The plan, as a release manager sees it.</param>
    public static ComingRelease Of(PlanView plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new ComingRelease
        {
            Environment = plan.Environment.Name,
            PackageId = plan.Request.PackageId,
            Version = plan.Request.Manifest.Version,
            Commits = plan.Scope is { } scope ? [.. scope.Commits.Select(ComingCommit.Of)] : null,
            Risk = plan.Assessment.Risk.Score,
            Profile = plan.Assessment.Profile.ToString().ToLowerInvariant(),
            Reasons = plan.Assessment.Risk.Reasons,
            Obstacles = [.. (plan.Assessment.Refusal?.Faults ?? []).Select(fault => new ComingObstacle(fault.Summary, fault.Mend))],
            Command = plan.Next,
        };
    }
}

/// <summary>Something that stands in the way of a release.</summary>
/// <param name="Cause">What.</param>
/// <param name="Mend">What helps.</param>
public sealed record ComingObstacle(string Cause, string Mend);

/// <summary>A commit that a release brings.</summary>
/// <param name="Id">Full commit id.</param>
/// <param name="Subject">First line of its message.</param>
/// <param name="IsBreaking">True where users have to do something.</param>
public sealed record ComingCommit(string Id, string Subject, bool IsBreaking)
{
    /// <summary>Mail addresses of everyone who wrote it.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Pull requests it names, by number.</summary>
    public ImmutableArray<string> PullRequests { get; init; } = [];

    /// <summary>Issues it closes, by number.</summary>
    public ImmutableArray<string> Issues { get; init; } = [];

    internal static ComingCommit Of(ScopeItem commit) => new(commit.Id, commit.Subject, CommitMessage.Parse(commit.Subject, commit.Body).IsBreaking)
    {
        Authors = [.. commit.Authors.Distinct(StringComparer.Ordinal)],
        PullRequests = commit.PullRequests,
        Issues = commit.Issues,
    };
}
