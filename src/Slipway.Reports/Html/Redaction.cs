using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Releases.Calendar;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;
using Slipway.Vocabulary.Digests;

namespace Slipway.Reports.Html;

/// <summary>
/// Takes people and addresses out of what is shown: whoever is known becomes "person 1", servers "machine 1", in the order they first appear; addresses of any kind are removed.
/// Hashes stay those of the ledger, so that two people can still talk about the same entry.
/// </summary>
internal sealed partial class Redaction
{
    private const string Removed = "[address removed]";

    private static readonly ImmutableHashSet<string> Signed = ["statement", "signature", "policy", "document"];

    // What stands behind the last dot of a file's name, not of a host's.
    private static readonly ImmutableHashSet<string> Files =
        ["cs", "csproj", "sln", "slnx", "props", "targets", "dll", "exe", "pdb", "json", "jsonl", "xml", "yml", "yaml", "md", "txt", "html", "css", "js", "ts", "sh", "cmd", "sql", "trx", "log", "config", "gz", "tgz", "tar", "zip", "nupkg"];

    private readonly Dictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ReleasePolicy _policy;
    private readonly Regex? _names;
    private int _persons;
    private int _machines;

    private Redaction(ImmutableArray<Entry> entries, ReleasePolicy policy, ReleaseCalendar calendar, IEnumerable<string> authors)
    {
        _policy = policy;
        foreach (Entry entry in entries)
        {
            Meet(entry.Actor.Id, entry.Actor.Kind == "ci");
            foreach (string name in new[] { "person", "owner" })
                Meet(entry.Data.GetValueOrDefault(name, ""), isMachine: false);
            foreach (string author in entry.Data.GetValueOrDefault("authors", "").Split(' '))
                Meet(author, isMachine: false);
        }

        foreach (string person in policy.People.Keys)
            Meet(person, isMachine: false);
        foreach (FreezeWindow window in policy.Freezes)
            Meet(window.Owner, isMachine: false);
        foreach (PlannedRelease release in calendar.Releases)
            Meet(release.Owner, isMachine: false);
        foreach (string author in authors)
            Meet(author, isMachine: false);
        string names = string.Join('|', _people.Keys.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Select(Regex.Escape));
        _names = names.Length == 0 ? null : new Regex($@"(?<![\w@.])(?:{names})(?![\w@])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public static DashboardModel Of(DashboardModel model)
    {
        var redaction = new Redaction(model.History.Entries, model.Policy, model.Calendar, model.Coming.SelectMany(coming => coming.Authors));
        var history = ReleaseHistory.Of([.. model.History.Entries.Select(redaction.Entry)]);
        return model with
        {
            History = history,
            Statuses = [.. model.Statuses.Select(status => redaction.Status(status, history.State))],
            Forge = null, // its addresses name people and places
            Coming = [.. model.Coming.Select(redaction.Coming)],
            Policy = redaction.Windows(model.Policy),
            Notes = model.Notes.ToImmutableDictionary(note => note.Key, note => redaction.Text(note.Value)),
            Calendar = redaction.Plan(model.Calendar),
            Measures = [.. model.Measures.Select(measure => measure with { Name = redaction.Text(measure.Name), Value = redaction.Text(measure.Value), Explanation = redaction.Text(measure.Explanation) })],
            Graph = model.Graph is null ? null : model.Graph with { Nodes = [.. model.Graph.Nodes.Select(node => node with { Description = redaction.Text(node.Description) })] },
            Ledger = model.Ledger.Damage is { } damage ? model.Ledger with { Damage = damage with { Cause = redaction.Text(damage.Cause), Place = damage.Place[(damage.Place.LastIndexOfAny(['/', '\\']) + 1)..], Mend = redaction.Text(damage.Mend) } } : model.Ledger,
        };
    }

    private EnvironmentStatus Status(EnvironmentStatus status, ReleaseState state) => status with
    {
        Recorded = state.In(status.Environment.Name),
        Obstacle = status.Obstacle is { } obstacle ? Text(obstacle) : null,
    };

    private ComingRelease Coming(ComingRelease coming) => coming with
    {
        Commits = coming.Commits is { } commits
            ? [.. commits.Select(commit => commit with { Subject = Text(commit.Subject), Authors = [.. commit.Authors.Select(Text)] })]
            : null,
        Reasons = [.. coming.Reasons.Select(reason => reason with { Value = Text(reason.Value) })],
        Obstacles = [.. coming.Obstacles.Select(obstacle => new ComingObstacle(Text(obstacle.Cause), Text(obstacle.Mend)))],
        Command = Text(coming.Command),
    };

    private ReleaseCalendar Plan(ReleaseCalendar calendar) => calendar with
    {
        Releases =
        [
            .. calendar.Releases.Select(release => release with
            {
                Title = Text(release.Title),
                Owner = Text(release.Owner),
                Milestones = [.. release.Milestones.Select(milestone => milestone with { Id = Text(milestone.Id), Text = Text(milestone.Text) })],
                DependsOn = [.. release.DependsOn.Select(dependency => dependency with { Id = Text(dependency.Id), Text = Text(dependency.Text) })],
                Success = [.. release.Success.Select(metric => metric with { Name = Text(metric.Name) })],
            }),
        ],
    };

    private ReleasePolicy Windows(ReleasePolicy policy) => policy with { Freezes = [.. policy.Freezes.Select(window => window with { Id = Text(window.Id), Owner = Text(window.Owner), Reason = Text(window.Reason) })] };

    private Entry Entry(Entry entry) => entry with
    {
        Actor = entry.Actor with { Id = Text(entry.Actor.Id) },
        Data = entry.Data.ToImmutableSortedDictionary(fact => fact.Key, Fact, StringComparer.Ordinal),
    };

    // What was signed names people and keys; its digest is enough to find it again. The place is a digest of a machine's name.
    private string Fact(KeyValuePair<string, string> fact) =>
        fact.Key == "place" ? ""
        : Signed.Contains(fact.Key) && !Digest.TryParse(fact.Value, out _) && fact.Value.Length > 0 ? $"[removed, SHA-256 {Digest.Of(Encoding.UTF8.GetBytes(fact.Value)).Hex}]"
        : Text(fact.Value);

    private string Text(string text)
    {
        if (_known.TryGetValue(text, out string? known))
            return known;
        string result = Url.Replace(text, Removed);
        result = _names?.Replace(result, name => _people[name.Value]) ?? result;
        result = Mail.Replace(result, Removed);
        result = Numeric.Replace(result, Removed);
        result = Host.Replace(result, host => Files.Contains(host.Groups[1].Value.ToLowerInvariant()) ? host.Value : Removed);
        return _known[text] = result;
    }

    // A mail address and the short name the policy gives it are one person; so is every word of the full name.
    private void Meet(string name, bool isMachine)
    {
        if (name.Length == 0 || _people.ContainsKey(name))
            return;
        string? key = _policy.PersonOf(name);
        string shown = isMachine ? $"machine {Words.Plain(++_machines)}" : $"person {Words.Plain(++_persons)}";
        IEnumerable<string> all = key is null ? [name] : [name, key, _policy.People[key].Name, .. _policy.People[key].Name.Split(' ').Where(word => word.Length > 2), .. _policy.People[key].Mail];
        foreach (string one in all.Where(one => one.Length > 0))
            _people.TryAdd(one, shown);
    }

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url { get; }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Mail { get; }

    [GeneratedRegex(@"\blocalhost\b(?::\d+)?|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:]*:[0-9a-f:]*\](?::\d+)?|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numeric { get; }

    [GeneratedRegex(@"\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})\b(?::\d+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Host { get; }
}
