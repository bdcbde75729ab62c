using System.Collections.Immutable;
using NuGet.Versioning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Versions;

/// <summary>
/// The version of a commit: the highest reachable version tag, raised as the commits since it ask (SemVer 2.0.0, Conventional Commits 1.0.0).
/// No tag gives 0.1.0; no releasing commit gives a patch, with the reason; below 1.0.0 a breaking change raises the minor number.
/// The clock has no say.
/// </summary>
public static class VersionDecider
{
    /// <summary>The tag to count from: the highest final version of all that are reachable, not the nearest; null when there is none.</summary>
    public static string? BaseTag(ImmutableArray<string> reachableTags) => reachableTags
        .Select(tag => (Tag: tag, Version: OfTag(tag)))
        .Where(candidate => candidate.Version is not null)
        .OrderByDescending(candidate => candidate.Version!, VersionComparer.VersionRelease)
        .ThenByDescending(candidate => candidate.Tag.StartsWith('v'))
        .Select(candidate => candidate.Tag)
        .FirstOrDefault();

    /// <summary>The tag before this commit: the tag a release writes on its own commit changes neither its notes nor its bytes.</summary>
    public static string? CountedFrom(ImmutableArray<string> reachableTags, ImmutableArray<string> tagsHere) => BaseTag([.. reachableTags.Except(tagsHere, StringComparer.Ordinal)]);

    /// <summary>The version a tag names (<c>v1.2.3</c>, <c>V1.2.3</c>, <c>1.2.3</c>), or null: four parts, leading zeros and other tags are none.</summary>
    public static SemanticVersion? OfTag(string tag)
    {
        string text = tag.Length > 0 && tag[0] is 'v' or 'V' ? tag[1..] : tag;
        return SemanticVersion.TryParse(text, out SemanticVersion? version) && !version.IsPrerelease && FitsAssemblies(version) ? version : null;
    }

    /// <summary>The tag of a version, with the prefix of the tag that it is counted from, or <c>v</c> where there is none.</summary>
    public static string TagOf(string version, string? baseTag) => baseTag switch { null or "" => $"v{version}", ['v' or 'V', ..] => $"{baseTag[0]}{version}", _ => version };

    /// <summary>Decides from facts, or says why nobody can.</summary>
    /// <exception cref="FaultException">The history is cut off (exit 2).</exception>
    public static VersionDecision Decide(VersionFacts facts)
    {
        if (facts.IsShallow)
            throw new FaultException(ExitCode.Usage, Shallow());
        if (HighestOf(facts.TagsHere) is { } here && facts.IsDirty)
            return Decided(Next(here, Bump.Patch), BaseTag(facts.TagsHere), "uncommitted changes beside a released commit: a patch, so that the bytes get a name of their own", []);
        if (HighestOf(facts.TagsHere) is { } released)
            return new VersionDecision(released.ToNormalizedString(), CountedFrom(facts.ReachableTags, facts.TagsHere), "the commit carries this tag", []);
        string? baseTag = CountedFrom(facts.ReachableTags, facts.TagsHere);
        (ImmutableArray<VersionCommit> living, ImmutableArray<VersionRevert> reverts) = Sort(facts.Commits);
        if (baseTag is null)
        {
            return new VersionDecision("0.1.0", null, "no version tag is reachable: the first version", [.. living.Select(Explain)]) { Reverts = reverts };
        }

        SemanticVersion from = OfTag(baseTag)!; // BaseTag chose it because it parses
        ImmutableArray<VersionReason> reasons = [.. living.Select(Explain)];
        Bump bump = reasons.Select(reason => reason.Bump).DefaultIfEmpty(Bump.None).Max();
        (Bump effective, string why) = bump switch
        {
            Bump.Major when from.Major == 0 => (Bump.Minor, "a breaking change; below 1.0.0 it raises the minor number"),
            Bump.Major => (Bump.Major, "a breaking change"),
            Bump.Minor => (Bump.Minor, "a new feature"),
            Bump.Patch => (Bump.Patch, "a fix"),
            _ => (Bump.Patch, "no commit since asks for a release: a patch, so that the bytes get a name of their own"),
        };
        return Decided(Next(from, effective), baseTag, why, reasons) with { Reverts = reverts };
    }

    /// <summary>Checks a version given by hand.</summary>
    public static SemanticVersion Parse(string text) => SemanticVersion.TryParse(text, out SemanticVersion? version) && FitsAssemblies(version)
        ? version
        : throw new FaultException(ExitCode.Usage, Malformed(text));

    /// <summary>Commits without those that a later one reverts, and without the reverts; a revert of a revert brings the first back.</summary>
    public static ImmutableArray<VersionCommit> Living(ImmutableArray<VersionCommit> newestFirst) => Sort(newestFirst).Living;

    // What a dead revert took back lives: only those that live are asked, newest first.
    private static (ImmutableArray<VersionCommit> Living, ImmutableArray<VersionRevert> Reverts) Sort(ImmutableArray<VersionCommit> newestFirst)
    {
        var dead = new HashSet<string>(StringComparer.Ordinal);
        var living = ImmutableArray.CreateBuilder<VersionCommit>();
        var reverts = ImmutableArray.CreateBuilder<VersionRevert>();
        foreach ((int index, VersionCommit commit) in newestFirst.Index())
        {
            if (dead.Contains(commit.Id))
                continue;
            string? reverted = CommitMessage.Parse(commit.Subject, commit.Body).Reverts;
            VersionCommit? target = reverted is null ? null : newestFirst.Skip(index + 1).FirstOrDefault(candidate => IsNamed(candidate, reverted));
            if (target is null)
            {
                living.Add(commit);
                continue;
            }

            dead.Add(target.Id);
            reverts.Add(new VersionRevert(commit.Id, target.Id, target.Subject));
        }

        return (living.ToImmutable(), reverts.ToImmutable());
    }

    // By its id, or by the pull request it came with: of the numbers in a subject that quotes another, the last is its own.
    private static bool IsNamed(VersionCommit candidate, string reverted) => reverted[0] == '#'
        ? new ScopeItem(candidate.Id, "", candidate.Subject, "", default).PullRequests is [.., var own] && own == reverted[1..]
        : candidate.Id.StartsWith(reverted, StringComparison.Ordinal);

    private static SemanticVersion Next(SemanticVersion from, Bump bump) => bump switch
    {
        Bump.Major => new SemanticVersion(from.Major + 1, 0, 0),
        Bump.Minor => new SemanticVersion(from.Major, from.Minor + 1, 0),
        _ => new SemanticVersion(from.Major, from.Minor, from.Patch + 1),
    };

    private static VersionDecision Decided(SemanticVersion version, string? baseTag, string why, ImmutableArray<VersionReason> reasons) => FitsAssemblies(version)
        ? new VersionDecision(version.ToNormalizedString(), baseTag, why, reasons)
        : throw new FaultException(ExitCode.Usage, TooLarge(version));

    private static SemanticVersion? HighestOf(ImmutableArray<string> tags) => BaseTag(tags) is { } tag ? OfTag(tag) : null;

    private static VersionReason Explain(VersionCommit commit)
    {
        CommitMessage message = CommitMessage.Parse(commit.Subject, commit.Body);
        Bump bump = message switch
        {
            { IsBreaking: true } => Bump.Major,
            { Type: "feat" } => Bump.Minor,
            { Type: "fix" or "perf" or "revert" } or { Reverts: not null } => Bump.Patch,
            _ => Bump.None,
        };
        return new VersionReason(commit.Id, commit.Subject, bump);
    }

    // An assembly version holds 16 bits a part, and 65535 is reserved.
    private static bool FitsAssemblies(SemanticVersion version) => version is { Major: <= 65534, Minor: <= 65534, Patch: <= 65534 };

    private static Fault Shallow() => new(
        "SLP2101", "the clone is shallow: tags and commits that decide the version may be cut off", "git rev-parse --is-shallow-repository",
        "git fetch --unshallow --tags (on CI: fetch depth 0), or give --version X.Y.Z");

    private static Fault Malformed(string text) => new("SLP2102", $"'{text}' is not a semantic version", "--version", "give three numbers up to 65534: 1.4.0, or 1.4.0-rc.1");

    private static Fault TooLarge(SemanticVersion version) => new("SLP2103", $"version {version.ToNormalizedString()} does not fit an assembly version (65534 at most)", "git tag", "tag a commit with the next minor version by hand");
}

/// <summary>How far a commit raises the version.</summary>
public enum Bump
{
    /// <summary>No release is called for.</summary>
    None,

    /// <summary>Something was mended.</summary>
    Patch,

    /// <summary>Something was added.</summary>
    Minor,

    /// <summary>Something broke.</summary>
    Major,
}

/// <summary>A version and why it is that.</summary>
/// <param name="Version">Normalized semantic version.</param>
/// <param name="BaseTag">The tag counted from, or null.</param>
/// <param name="Why">The rule that decided.</param>
/// <param name="Reasons">What each commit since the tag asks for, newest first.</param>
public sealed record VersionDecision(string Version, string? BaseTag, string Why, ImmutableArray<VersionReason> Reasons)
{
    /// <summary>Commits that were taken back since, and by which: neither asks for anything. Newest first.</summary>
    public ImmutableArray<VersionRevert> Reverts { get; init; } = [];
}

/// <summary>A commit that takes another one back.</summary>
/// <param name="Commit">Id of the one that takes back.</param>
/// <param name="Reverted">Id of the one that is taken back.</param>
/// <param name="Subject">Subject of the one that is taken back.</param>
public sealed record VersionRevert(string Commit, string Reverted, string Subject);

/// <summary>What one commit asks for.</summary>
public sealed record VersionReason(string Commit, string Subject, Bump Bump);
