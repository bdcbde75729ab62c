using System.Collections.Immutable;
using System.Text;
using Slipway.Composition;
using Slipway.Delivery.Durable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Shows and writes release notes, and says whether a pull request would be understood by them.</summary>
internal static class NotesDesk
{
    private static readonly ImmutableArray<string> Audiences = ["customers", "support", "operators"];

    public static async Task RunAsync(IPackage build, CancellationToken cancellation)
    {
        if (build.LintedTitle is { } title)
        {
            Lint(title, build.LintedBody is { } file ? await BodyAsync(Path.GetFullPath(file, build.RootDirectory), cancellation).ConfigureAwait(false) : "");
            return;
        }

        string audience = build.AudienceName ?? "customers";
        if (!Audiences.Contains(audience))
            throw Usage("SLP1661", $"nobody is called '{audience}'", Nearest.Mend(audience, Audiences, "audiences"));
        ReleaseEngine engine = build.Engine;
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).State;
        ReleaseNotes notes = ReleaseNotes.Of(await FactsAsync(build, engine, state, cancellation).ConfigureAwait(false));
        string text = audience switch { "support" => NotesText.Support(notes), "operators" => NotesText.Operators(notes), _ => NotesText.Customers(notes) };
        RunScope.Current.Answer(NotesJson.Render(notes));
        if (build.WritesChangelog)
            await ChangelogAsync(build, engine, notes, cancellation).ConfigureAwait(false);
        else if (build.ExportFile is { } file)
            await ExportAsync(AbsolutePath.Create(Path.GetFullPath(file, build.RootDirectory)), text, notes, cancellation).ConfigureAwait(false);
        else
        {
            foreach (string line in text.TrimEnd('\n').Split('\n'))
                RunScope.Current.Say(line);
        }
    }

    private static async Task<NotesFacts> FactsAsync(IPackage build, ReleaseEngine engine, ReleaseState state, CancellationToken cancellation)
    {
        VersionDecision version = await VersionOf.DecideAsync(build, engine, cancellation).ConfigureAwait(false);
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        string last = build.LastName;
        (string? from, string? since, string? live) = build.EnvironmentName is null
            ? (await engine.Source.ReadBaseAsync(cancellation).ConfigureAwait(false), version.BaseTag, state.In(last).Current?.PackageId)
            : await SinceAsync(build.Chosen(null), engine, state, cancellation).ConfigureAwait(false);
        return new NotesFacts
        {
            Application = build.ApplicationName,
            Version = version.Version,
            Since = since,
            Commits = await engine.Source.ReadNoteCommitsAsync(from, "HEAD", cancellation).ConfigureAwait(false),
            Overrides = NoteFiles.Overrides(build.RootDirectory),
            Manifest = await ManifestAsync(engine, state.NewestOf(source.Commit, source.Tree), cancellation).ConfigureAwait(false),
            Before = await ManifestAsync(engine, live, cancellation).ConfigureAwait(false),
            KnownIssues = [.. state.Governance.Incidents.Values.Where(incident => incident.IsOpen).Select(incident => $"{incident.Id}: {incident.Title}"), .. state.Governance.OpenRisks.Where(risk => risk.IsHigh).Select(risk => $"{risk.Id}: {risk.Title}")],
        };
    }

    // Since what people there have seen last: the commit of the package that is live.
    private static async Task<(string? From, string? Since, string? Live)> SinceAsync(DeploymentEnvironment environment, ReleaseEngine engine, ReleaseState state, CancellationToken cancellation)
    {
        DeploymentRecord current = state.In(environment.Name).Current
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1662", $"nothing is live in {environment.Name} to count from", $"environment {environment.Name}", "./build.sh Notes counts from the last version"));
        string commit = state.Packages[current.PackageId].Commit;
        return await engine.Source.HasCommitAsync(commit, cancellation).ConfigureAwait(false)
            ? (commit, $"{current.Version}, live in {environment.Name}", current.PackageId)
            : throw new FaultException(ExitCode.Inconclusive, new Fault("SLP1663", $"commit {commit[..Math.Min(12, commit.Length)]} of {current.Version} is not in this clone", $"environment {environment.Name}", "git fetch --unshallow --tags"));
    }

    private static async Task<Manifest?> ManifestAsync(ReleaseEngine engine, string? package, CancellationToken cancellation) =>
        package is not null && (await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(package) ? await engine.Ports.Packages.ReadAsync(package, cancellation).ConfigureAwait(false) : null;

    private static async Task ChangelogAsync(IPackage build, ReleaseEngine engine, ReleaseNotes notes, CancellationToken cancellation)
    {
        AbsolutePath file = build.RootDirectory / "CHANGELOG.md";
        var day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(await engine.Source.ReadCommitTimeAsync(cancellation).ConfigureAwait(false)).UtcDateTime);
        string before = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false) : "";
        string mark = File.Exists(file) && (await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false)).AsSpan().StartsWith(Encoding.UTF8.Preamble) ? "\uFEFF" : ""; // kept, for it is theirs
        DurableFile.ReplaceShared(file, mark + ChangelogText.With(before, notes, day));
        RunScope.Current.SayLast($"{notes.Version} → {file}");
    }

    private static async Task ExportAsync(AbsolutePath file, string text, ReleaseNotes notes, CancellationToken cancellation)
    {
        string written = Path.GetExtension(file) switch
        {
            ".md" => text,
            ".json" => NotesJson.Render(notes),
            var other => throw Usage("SLP1664", $"notes cannot be written as '{other}'", "give a file that ends in .md or .json"),
        };
        Directory.CreateDirectory(file.Parent!);
        await Task.Run(() => DurableFile.ReplaceShared(file, written), cancellation).ConfigureAwait(false);
        RunScope.Current.SayLast($"notes → {file}");
    }

    private static async Task<string> BodyAsync(string file, CancellationToken cancellation) => File.Exists(file)
        ? await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)
        : throw new FaultException(ExitCode.Usage, new Fault("SLP1667", "there is no such file", file, "give the file with the text of the pull request as --body"));

    // The forge keeps the title when it squashes: what only the body says must stand there too.
    private static void Lint(string title, string body)
    {
        CommitMessage message = CommitMessage.Parse(title, body);
        CommitMessage squashed = CommitMessage.Parse(title, "");
        if (message.Type is null)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP1665", $"'{title}' is no conventional commit", "pull request title", "write TYPE(SCOPE): TEXT, such as feat(basket): gift cards; a ! before the colon says that it breaks something"));
        if (message.IsBreaking && !squashed.IsBreaking)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP1666", "the text says that it breaks something, the title does not, and a squash keeps the title only", "pull request title", $"write {title.Split(':')[0]}!:{title[(title.IndexOf(':', StringComparison.Ordinal) + 1)..]}"));
        RunScope.Current.Say($"{message.Type}{(message.Scope is null ? "" : $" in {message.Scope}")}{(message.IsBreaking ? ", breaking" : "")}: {message.Subject}");
        if (!message.IsBreaking && CommitMessage.IsAlmostBreaking(body))
            RunScope.Current.Say("  'breaking change:' counts in capitals only: write BREAKING CHANGE: if it breaks something");
        if (message.IsBreaking && CommitMessage.BreakingText(body) is null)
            RunScope.Current.Say("  what users have to do is not said; a footer BREAKING CHANGE: … in the text tells them");
    }

    private static FaultException Usage(string code, string cause, string mend) => new(ExitCode.Usage, new Fault(code, cause, "command line", mend));
}
