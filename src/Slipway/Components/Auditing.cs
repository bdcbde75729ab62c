using System.Collections.Immutable;
using System.Formats.Tar;
using System.Globalization;
using Slipway.Composition;
using Slipway.Delivery.Signing;
using Slipway.Releases.Approvals;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Replaying;
using Slipway.Reports.Bundles;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Shows the ledger, proves it, and hands it to a stranger.</summary>
internal static class Auditing
{
    public static async Task RunAsync(IObserve build, CancellationToken cancellation)
    {
        if (build.BundlePath is not null && !build.Replays)
            throw Desk.Usage("SLP4707", "--bundle is read by --replay only", "./build.sh Audit --replay --bundle FILE");
        if (build.Replays)
        {
            await Replaying.RunAsync(build, cancellation).ConfigureAwait(false);
            return;
        }

        ReleaseEngine engine = build.Engine;
        ImmutableArray<Entry> entries = await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);
        if (build.ExportFile is { } file)
            await ExportAsync(build, engine, entries, file, cancellation).ConfigureAwait(false);
        else if (build.Verify)
            await VerifyAsync(engine, entries, cancellation).ConfigureAwait(false);
        else
            Show(build, entries);
    }

    private static void Show(IObserve build, ImmutableArray<Entry> entries)
    {
        AuditFilter filter = FilterOf(build);
        if (filter.Mistyped(entries, build.Environments.Select(environment => environment.Name)) is { IsEmpty: false } mistyped)
            throw new FaultException(ExitCode.Usage, mistyped);
        ImmutableArray<Entry> chosen = [.. entries.Where(filter.Holds)];
        RunScope scope = RunScope.Current;
        scope.Answer(ReleaseJson.Audit(chosen, verified: null, []));
        if (chosen.IsEmpty)
            scope.Say($"none of the {entries.Length} entries is of that kind");
        foreach (string line in AuditText.Render(chosen, scope.Columns(), scope.Palette))
            scope.Say(line);
    }

    internal static AuditFilter FilterOf(IObserve build) =>
        new(build.EnvironmentName, build.PackageName, build.TypeFilter, build.ActorFilter, build.SinceFilter is { } since ? Since(since) : null);

    internal static DateTimeOffset Since(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset since)
        ? since
        : throw Desk.Usage("SLP1631", $"--since cannot be '{text}'", "give a date as 2026-12-01, or an instant as 2026-12-01T18:00Z");

    private static async Task VerifyAsync(ReleaseEngine engine, ImmutableArray<Entry> entries, CancellationToken cancellation)
    {
        ReleaseState state = ReleaseState.Fold(entries);
        ImmutableArray<Fault> packages = await VerifyPackagesAsync(engine.Ports.Packages, state, cancellation).ConfigureAwait(false);
        SignatureAuditAnswer signatures = await JudgeAsync(engine, entries, cancellation).ConfigureAwait(false);
        ImmutableArray<Fault> faults = [.. packages, .. signatures.Faults];
        RunScope scope = RunScope.Current;
        string[] warnings = [.. BackwardTime.In(entries).Select(backward => backward.Text)];
        scope.Answer(ReleaseJson.Audit(entries, faults.IsEmpty, faults, warnings));
        foreach (string warning in warnings)
            scope.Say($"warning: time runs backwards: {warning}; a clock was set back, or what happened was recorded late");
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Damaged, faults);
        scope.Say($"{entries.Length} entries, chain unbroken, head {(entries.IsEmpty ? "none" : entries[^1].Hash)}");
        scope.Say($"{Counted(state.Packages.Count)}, every digest as sealed{(state.Packages.Values.Count(package => package.Pruned is not null) is > 0 and var pruned ? $"; {pruned} of them pruned" : "")}");
        scope.Say(signatures.Chain.Newest is { } policy
            ? $"{signatures.Signed} signatures, all good; policy version {policy.Version}, {policy.Policy.Digest[..12]}, is in force"
            : "no policy was signed into force: who wrote the entries is unverified, and whoever holds the file could write it anew");
    }

    private static async Task ExportAsync(IObserve build, ReleaseEngine engine, ImmutableArray<Entry> entries, string file, CancellationToken cancellation)
    {
        SignatureAuditAnswer signatures = await JudgeAsync(engine, entries, cancellation).ConfigureAwait(false);
        var manifests = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string id in await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false))
            manifests[id] = await File.ReadAllBytesAsync(engine.Ports.Packages.FolderOf(id) / "manifest.json", cancellation).ConfigureAwait(false);
        AbsolutePath target = AbsolutePath.Create(Path.GetFullPath(file, build.RootDirectory));
        Directory.CreateDirectory(target.Parent!);
        AbsolutePath part = target.Parent! / $"{target.Name}.part";
        await WriteAsync(part, entries, AuditBundle.Files(entries, signatures.Chain, manifests), cancellation).ConfigureAwait(false);
        File.Move(part, target, overwrite: true);
        RunScope.Current.SayLast($"{target}: {entries.Length} entries, {signatures.Signed} signatures, {manifests.Count} manifests{Lacking(entries, manifests)}. Whoever gets it runs: tar -xf {target.Name} && bash audit/verify.sh");
    }

    // Said here, where somebody can still fetch the package, and not only by whoever replays the bundle.
    private static string Lacking(ImmutableArray<Entry> entries, Dictionary<string, byte[]> manifests)
    {
        string[] lacking = [.. Replay.Needed(entries).Where(id => !manifests.ContainsKey(id)).Select(id => id[..Math.Min(12, id.Length)])];
        return lacking.Length == 0 ? "" : $"; not in the store, so that decisions about them cannot be made again: {string.Join(", ", lacking)}";
    }

    private static async Task WriteAsync(AbsolutePath file, ImmutableArray<Entry> entries, ImmutableSortedDictionary<string, byte[]> files, CancellationToken cancellation)
    {
        await using FileStream stream = File.Create(file);
        await using var archive = new TarWriter(stream, TarEntryFormat.Gnu);
        using var ledger = new MemoryStream();
        foreach (Entry entry in entries)
            ledger.Write(LedgerLine.Write(entry, entry.Seq, entry.Prev, out _));
        await AddAsync(archive, "audit/ledger.jsonl", ledger.ToArray(), cancellation).ConfigureAwait(false);
        foreach ((string path, byte[] bytes) in files)
            await AddAsync(archive, $"audit/{path}", bytes, cancellation).ConfigureAwait(false);
    }

    private static async Task AddAsync(TarWriter archive, string name, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes);
        var entry = new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = content, ModificationTime = DateTimeOffset.UnixEpoch };
        await archive.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
    }

    private static string Counted(int packages) => packages == 1 ? "1 package" : $"{packages} packages";

    private static Task<SignatureAuditAnswer> JudgeAsync(ReleaseEngine engine, ImmutableArray<Entry> entries, CancellationToken cancellation) =>
        new Judging(engine.Keygen).JudgeAsync(answers => SignatureAudit.Of(entries, answers), cancellation);

    private static async Task<ImmutableArray<Fault>> VerifyPackagesAsync(IPackageStore packages, ReleaseState state, CancellationToken cancellation)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        ImmutableArray<string> stored = await packages.ListAsync(cancellation).ConfigureAwait(false);
        foreach ((string id, SealedPackage package) in state.Packages)
        {
            if (!stored.Contains(id) && package.Pruned is not null)
                continue; // the record says so, and why
            if (!stored.Contains(id))
                faults.Add(PackageFaults.Missing(packages.FolderOf(id)));
            else
                faults.AddRange(await packages.VerifyAsync(id, cancellation).ConfigureAwait(false));
        }

        return faults.ToImmutable();
    }
}
