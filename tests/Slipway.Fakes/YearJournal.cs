using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Fakes;

/// <summary>Writes the entries of a <see cref="Year"/> as the conductor does, and remembers what runs where.</summary>
internal sealed class YearJournal(List<Entry> drafts)
{
    public const string Server = "ci@example.org";

    private static readonly string[] Steps = ["open", "unpack", "start", "ready", "smoke-before", "switch", "drain"];

    private static readonly string[] Gates = ["integrity", "order", "tests", "coverage", "barred", "pinned", "configuration", "advice"];

    private readonly Dictionary<string, List<YearPackage>> _served = [];
    private readonly Dictionary<string, int> _started = [];
    private readonly HashSet<(string Environment, string Package)> _barred = [];
    private readonly HashSet<string> _pinned = [];
    private readonly Dictionary<string, List<ScopedCommit>> _waiting = Year.Lane.ToDictionary(environment => environment.Name, _ => new List<ScopedCommit>());
    private DateTimeOffset _now = Year.Start;
    private string _deployment = "";

    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;

    public void Pass(TimeSpan span) => _now += span;

    public void Say(string type, string who, string? environment, YearPackage? package, params (string Name, string Value)[] data) =>
        Write(type, who, environment, package, deployment: null, data);

    public void Evidence(YearPackage package, params (string Name, string Value)[] data) =>
        Write(EntryType.EvidenceRecorded, Server, null, null, null, [.. data, ("tree", package.Tree), ("commit", package.Commit)]);

    /// <summary>Commits that the package sealed next brings, some of them closing an issue; the tracker tells of those at once.</summary>
    public void Commit(YearPackage package, int number)
    {
        var issues = new List<OpenedIssue>();
        for (int commit = 0; commit <= number % 4; commit++)
        {
            string id = Year.Made($"commit {package.Id} {commit}")[..12];
            int issue = (number * 2) + commit;
            bool closes = (number + commit) % 3 == 0;
            var scoped = new ScopedCommit(id, _now.AddHours(-3 - (((number * 7) + (commit * 13)) % 70))) { Issues = closes ? [issue.ToString(CultureInfo.InvariantCulture)] : [] };
            if (closes)
                issues.Add(new OpenedIssue(scoped.Issues[0], scoped.Committed.AddDays(-1 - (number * 11 % 30))));
            foreach (List<ScopedCommit> waiting in _waiting.Values)
                waiting.Add(scoped);
        }

        foreach (string text in IssueList.Write(issues))
            Say(EntryType.IssuesImported, Server, null, null, ("issues", text));
    }

    public void Refuse(string environment, YearPackage package, string who, string reason)
    {
        Say(EntryType.DeployRefused, who, environment, package, ("verb", "Promote"), ("exitCode", reason.Contains("frozen", StringComparison.Ordinal) ? "5" : "4"), ("reason", reason));
        if (!reason.Contains("frozen", StringComparison.Ordinal))
            Say(EntryType.ApprovalRequested, who, environment, package, ("plan", Year.Made($"plan {package.Id}")), ("missing", "1 of release-manager"));
    }

    /// <summary>A deployment from its gates to its end; false when it was undone again.</summary>
    public bool Deploy(string environment, YearPackage package, string who, string? breaks, int seconds, string? exception, int risk)
    {
        foreach (string gate in Gates)
            Say(EntryType.GateEvaluated, who, environment, package, ("gate", gate), ("verdict", "pass"), ("reason", $"{gate} is as the policy asks"), ("policy", Year.Made("policy")), ("inputs", ""));
        string verb = environment == "staging" ? "Stage" : "Promote";
        int number = _started[environment] = _started.GetValueOrDefault(environment) + 1;
        _deployment = $"{number.ToString("0000", CultureInfo.InvariantCulture)}-{package.Id[..12]}";
        List<YearPackage> served = _served.TryGetValue(environment, out List<YearPackage>? known) ? known : _served[environment] = [];
        Write(EntryType.DeployStarted, who, environment, package, _deployment,
            ("verb", verb), ("previous", served.LastOrDefault()?.Id[..12] ?? ""), ("reason", ""), ("place", "5d0c11a2b3c4"), ("profile", risk > 55 ? "major" : risk > 25 ? "minor" : "patch"),
            ("risk", risk.ToString(CultureInfo.InvariantCulture)), ("approvals", ""), ("exceptions", exception is null ? "" : $"{exception} freeze"), ("tzdb", "TZDB: 2025b"));
        foreach (string step in Steps)
        {
            Write(EntryType.DeployStep, who, environment, package, _deployment, ("step", step), ("phase", "intent"));
            _now += TimeSpan.FromSeconds(seconds / 7.0);
            Write(EntryType.DeployStep, who, environment, package, _deployment, ("step", step), ("phase", "outcome"));
        }

        if (breaks is null)
            Complete(environment, package, who, verb, served);
        else
            Undo(environment, package, who, breaks, served);
        return breaks is null;
    }

    private void Complete(string environment, YearPackage package, string who, string verb, List<YearPackage> served)
    {
        Write(EntryType.SmokePassed, who, environment, package, _deployment);
        Write(EntryType.DeployCompleted, who, environment, package, _deployment, ("verb", verb));
        foreach (string commits in CommitScope.Write([.. _waiting[environment]]))
            Write(EntryType.DeployScope, who, environment, package, _deployment, ("from", served.LastOrDefault()?.Commit ?? ""), ("to", package.Commit), ("count", _waiting[environment].Count.ToString(CultureInfo.InvariantCulture)), ("commits", commits));
        _waiting[environment].Clear();
        if (_pinned.Remove(environment))
            Write(EntryType.EnvironmentUnpinned, who, environment, package, _deployment);
        served.Add(package);
    }

    private void Undo(string environment, YearPackage package, string who, string reason, List<YearPackage> served)
    {
        Write(EntryType.SmokeFailed, who, environment, package, _deployment, ("reason", reason));
        Write(EntryType.RollbackStarted, who, environment, package, _deployment, ("reason", reason), ("automatic", "true"));
        _now += TimeSpan.FromSeconds(3);
        YearPackage? back = served.LastOrDefault();
        Write(EntryType.RollbackCompleted, who, environment, back, back is null ? null : _deployment, ("from", package.Id), ("automatic", "true"));
        Write(EntryType.ReleaseBlocked, who, environment, package, null, ("reason", reason));
        _barred.Add((environment, package.Id));
    }

    public void RollBack(string environment, string who, string reason)
    {
        List<YearPackage> served = _served[environment];
        YearPackage left = served[^1];
        YearPackage? back = served.LastOrDefault(package => package != left && !_barred.Contains((environment, package.Id)));
        if (back is null)
            return;
        _deployment = $"{_started[environment].ToString("0000", CultureInfo.InvariantCulture)}-{back.Id[..12]}";
        Write(EntryType.RollbackStarted, who, environment, back, _deployment, ("from", left.Id), ("reason", reason));
        _now += TimeSpan.FromSeconds(2);
        Write(EntryType.RollbackCompleted, who, environment, back, _deployment, ("from", left.Id), ("reason", reason));
        Write(EntryType.ReleaseBlocked, who, environment, left, null, ("reason", reason));
        Write(EntryType.EnvironmentPinned, who, environment, back, _deployment, ("reason", reason));
        _barred.Add((environment, left.Id));
        _pinned.Add(environment);
        served.Add(back);
    }

    /// <summary>Something that goes wrong because of what was deployed last, and is over after some hours.</summary>
    public void Suffer(string environment, YearPackage package, string who, string id, string title, string severity, TimeSpan? lasts)
    {
        Write(EntryType.IncidentOpened, who, environment, package, _deployment, ("id", id), ("title", title), ("severity", severity), ("since", _now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)), ("reason", ""));
        if (lasts is not { } span)
            return;
        _now += span;
        Write(EntryType.IncidentResolved, who, environment, null, null, ("id", id), ("reason", "the way back was taken"));
    }

    private void Write(string type, string who, string? environment, YearPackage? package, string? deployment, params (string Name, string Value)[] data)
    {
        _now += TimeSpan.FromMilliseconds(400);
        drafts.Add(new Entry
        {
            Seq = 0, Type = type, Utc = _now, Actor = new Actor(who, who == Server ? "ci" : "human"), Run = $"{_now:yyyyMMdd-HH}0000-4711", Application = "storefront", Environment = environment,
            PackageId = package?.Id, Version = package?.Version, DeploymentId = deployment, Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
        });
    }
}
