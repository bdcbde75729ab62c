using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Caching;

/// <summary>
/// Does a target's work, or finds that it is done: what it reads is hashed, and what was made of exactly that before is put back and told again.
/// Only work that succeeded is kept, after it did, and only where nothing it reads changed meanwhile.
/// </summary>
/// <param name="folder">Where things are kept.</param>
/// <param name="use">What is asked of it.</param>
/// <param name="clock">Says when.</param>
public sealed class TargetCache(CacheFolder folder, CacheUse use, TimeProvider clock)
{
    private readonly FileDigests _digests = new(clock, KnownDigestsFile.Read(folder.DigestsFile));
    private readonly ConcurrentDictionary<string, string> _made = new(StringComparer.Ordinal);

    /// <summary>True once something was kept that was not there.</summary>
    public bool HasGrown { get; private set; }

    /// <summary>The SHA-256 of a file, read anew only where it may have changed.</summary>
    public string DigestOf(string file) => _digests.Of(file).Hex;

    /// <summary>Does the work of a target, or puts back what it made.</summary>
    /// <exception cref="FaultException">It does not make what it says, reads what it makes, or made something else than before.</exception>
    public async Task RunAsync(CachedWork work, CacheVoice voice, CancellationToken cancellation)
    {
        using IDisposable? held = await HoldAsync(work, voice, cancellation).ConfigureAwait(false);
        var made = new MadeFiles(folder, _digests, work.Outputs);
        InputReading? reading = work.IsCached && held is not null ? await ReadAsync(work, voice, cancellation).ConfigureAwait(false) : null;
        ImmutableArray<OutputFile> present = made.Read(out string? refusal);
        if (reading is null || refusal is not null)
        {
            if (refusal is not null)
                voice.Say($"  not kept: {refusal}");
            _ = await work.Run(cancellation).ConfigureAwait(false);
            ImmutableArray<OutputFile> now = made.Read(out refusal);
            if (refusal is null)
                Check(work, now);
            return;
        }

        string key = CacheKey.Of(work.Target, reading.Fields).Hex;
        RefuseOverlap(work, reading, present);
        CacheEntry? entry = use == CacheUse.RunAll ? null : folder.Find(key);
        LastSuccess? last = folder.LastOf(work.Target);
        if (entry is not null && use == CacheUse.Take && TakeBack(work, made, entry, present, voice))
        {
            Claim(work, entry.Outputs);
            Remember(work.Target, key, reading, entry.Outputs, last);
            return;
        }

        SayWhy(work, entry, reading, last, voice);
        string? uncleared = Clear(made, present, entry, last, voice);
        WorkLog log = await work.Run(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested(); // its commands were interrupted, whatever it made of their exit codes
        ImmutableArray<OutputFile> outputs = made.Read(out refusal);
        refusal ??= uncleared;
        if (refusal is null)
        {
            Check(work, outputs);
            RefuseOverlap(work, reading, outputs);
        }

        if (entry is not null && use == CacheUse.Verify)
            Verify(work, entry, outputs, voice);
        else
            await KeepAsync(work, new CacheEntry(work.Target, key, outputs, log.Lines, log.LeftOut), reading, refusal, voice).ConfigureAwait(false);
    }

    /// <summary>What a run would do with a target, and what differs from its last success. Nothing runs.</summary>
    public async Task<MissReason> WhyAsync(CachedWork work, CancellationToken cancellation)
    {
        string? refusal = null;
        LastSuccess? last = folder.LastOf(work.Target);
        InputReading? reading = await ReadAsync(work, new CacheVoice(said => refusal = said.Trim(), _ => { }, _ => { }), cancellation).ConfigureAwait(false);
        if (reading is null)
            return new MissReason(work.Target, last?.Utc, [], IsKnown: false, null, refusal);
        CacheEntry? entry = folder.Find(CacheKey.Of(work.Target, reading.Fields).Hex);
        ImmutableArray<OutputFile> present = new MadeFiles(folder, _digests, work.Outputs).Read(out refusal);
        return new MissReason(
            work.Target, last?.Utc, last is null ? [] : Difference.Between(last.Fields, reading.Fields), entry is not null,
            entry is null ? null : OutputChanges.Between(present, entry.Outputs), refusal);
    }

    /// <summary>Ends a run: remembers digests, and throws away what is too much.</summary>
    public void Finish(CacheLimits limits)
    {
        try
        {
            if (_digests.HasGrown && Directory.Exists(folder.Path))
                KnownDigestsFile.Write(folder.DigestsFile, _digests.Known);
            if (HasGrown)
                new Eviction(folder, limits, clock.GetUtcNow()).Run();
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            // A full disk, or a run beside this one: the next one does it.
        }
    }

    // One run at a time; null where nothing can be kept, on a disk that nobody may write.
    private async Task<IDisposable?> HoldAsync(CachedWork work, CacheVoice voice, CancellationToken cancellation)
    {
        try
        {
            folder.Make();
            void Wait() => voice.Say($"  waiting: another run is at work on {work.Target}");
            return await TargetLock.TakeAsync(folder.LockOf(work.Target), Wait, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            voice.Say($"  not kept: {exception.Message}");
            return null;
        }
    }

    private static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // What cannot be read cannot be known: then the target runs, and its own error tells.
    private async Task<InputReading?> ReadAsync(CachedWork work, CacheVoice voice, CancellationToken cancellation)
    {
        try
        {
            return await InputReading.OfAsync(work, folder, _digests, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            voice.Say($"  not kept: {exception.Message}");
            return null;
        }
    }

    private bool TakeBack(CachedWork work, MadeFiles made, CacheEntry entry, ImmutableArray<OutputFile> present, CacheVoice voice)
    {
        OutputChanges changes = OutputChanges.Between(present, entry.Outputs);
        if (!changes.IsNone && !IsRestored(made, changes, voice))
        {
            folder.Forget(entry.Key);
            voice.Say("  runs: the cache has lost what it made");
            return false;
        }

        folder.Touch(entry.Key, clock.GetUtcNow());
        string label = changes.IsNone ? "up to date" : "from cache";
        voice.Say(entry.Log.IsEmpty ? $"  {label}" : $"  {label}; it printed:");
        voice.Replay(new WorkLog(entry.Log, entry.LinesLeftOut));
        voice.Label(label);
        return true;
    }

    private static bool IsRestored(MadeFiles made, OutputChanges changes, CacheVoice voice)
    {
        try
        {
            return made.Restore(changes);
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            voice.Say($"  {exception.Message}");
            return false; // running makes what could not be put back, or says itself what hinders it
        }
    }

    private void SayWhy(CachedWork work, CacheEntry? entry, InputReading reading, LastSuccess? last, CacheVoice voice)
    {
        ImmutableArray<Difference> differences = last is null ? [] : Difference.Between(last.Fields, reading.Fields);
        if (use == CacheUse.Verify && entry is not null)
            voice.Say("  known: running again to compare");
        else if (use == CacheUse.Take && !differences.IsEmpty)
            voice.Say($"  runs: {differences[0].Short}{More(work, differences.Length - 1)}");
    }

    private static string More(CachedWork work, int count) => count == 0 ? "" : $" and {count} more; ./build.sh --why {work.Target} names them";

    // Says what could not be cleared away: among what is left, nobody can tell what the run makes.
    private static string? Clear(MadeFiles made, ImmutableArray<OutputFile> present, CacheEntry? entry, LastSuccess? last, CacheVoice voice)
    {
        try
        {
            if (made.Clear(present, [.. last?.Outputs ?? [], .. entry?.Outputs ?? []]) is { } aside)
                voice.Say($"  what stood among its outputs and no run made is in {aside} now");
            return null;
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            return exception.Message;
        }
    }

    private static void Verify(CachedWork work, CacheEntry entry, ImmutableArray<OutputFile> outputs, CacheVoice voice)
    {
        OutputChanges changes = OutputChanges.Between(outputs, entry.Outputs);
        ImmutableArray<Fault> faults =
        [
            .. changes.Write.Select(kept => CacheFaults.Differs(work, kept, outputs.FirstOrDefault(made => made.Path == kept.Path), kept.Path)),
            .. changes.Delete.Select(made => CacheFaults.Differs(work, null, made, made.Path)),
        ];
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Failed, faults);
        voice.Label("verified");
    }

    // Not to be interrupted: the work is done.
    private async Task KeepAsync(CachedWork work, CacheEntry entry, InputReading before, string? refusal, CacheVoice voice)
    {
        InputReading? after = await ReadAsync(work, voice, CancellationToken.None).ConfigureAwait(false);
        refusal ??= after is null ? "" : before.Touched(after) is { } touched ? $"{touched} changed while it ran" : null;
        ImmutableArray<string> files = [.. entry.Outputs.Where(output => output.Kind == OutputKind.File).Select(output => output.Path)];
        refusal ??= await work.Objection(files, new WorkLog(entry.Log, entry.LinesLeftOut), CancellationToken.None).ConfigureAwait(false);
        refusal ??= Keep(entry, before);
        if (refusal.Length > 0)
            voice.Say($"  not kept: {refusal}");
    }

    // Contents first, then the entry that names them. Says why it could not; a full disk is no failure of the target.
    private string Keep(CacheEntry entry, InputReading reading)
    {
        try
        {
            foreach (OutputFile output in entry.Outputs.Where(output => output.Kind == OutputKind.File))
            {
                if (!folder.TakeIn(folder.Root / output.Path, output.Content, output.Size))
                    return $"{output.Path} changed when it was made already";
            }

            folder.Keep(entry);
            folder.Touch(entry.Key, clock.GetUtcNow());
            HasGrown = true;
            Remember(entry.Target, entry.Key, reading, entry.Outputs, last: null);
            return "";
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            return exception.Message;
        }
    }

    // Written anew only where there is something new: a hit leaves the disk alone.
    private void Remember(string target, string key, InputReading reading, ImmutableArray<OutputFile> outputs, LastSuccess? last)
    {
        if (last?.Key == key)
            return;
        try
        {
            folder.Keep(new LastSuccess(target, key, clock.GetUtcNow(), CacheKey.Ordered(reading.Fields), outputs));
        }
        catch (Exception exception) when (IsDisk(exception))
        {
            // A full disk: the next --why compares with an older success.
        }
    }

    private void Check(CachedWork work, ImmutableArray<OutputFile> outputs)
    {
        IEnumerable<PathPattern> missing = work.Outputs.Where(pattern => !outputs.Any(output => pattern.Matches(output.Path)));
        ImmutableArray<Fault> faults = [.. missing.Select(pattern => CacheFaults.MadeNothing(work, pattern))];
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Failed, faults);
        Claim(work, outputs);
    }

    private void Claim(CachedWork work, ImmutableArray<OutputFile> outputs)
    {
        foreach (OutputFile output in outputs.Where(output => output.Kind != OutputKind.Folder))
        {
            if (_made.GetOrAdd(output.Path, work.Target) is var other && other != work.Target)
                throw new FaultException(ExitCode.Failed, CacheFaults.MadeByTwo(work, output.Path, other));
        }
    }

    private static void RefuseOverlap(CachedWork work, InputReading reading, ImmutableArray<OutputFile> outputs)
    {
        if (outputs.FirstOrDefault(output => reading.Stamps.ContainsKey(output.Path) || IsRead(work, output)) is { } both)
            throw new FaultException(ExitCode.Usage, CacheFaults.ReadsWhatItMakes(work, both.Path));
    }

    private static bool IsRead(CachedWork work, OutputFile output) => output.Kind != OutputKind.Folder
        && work.Inputs.Any(pattern => pattern.Matches(output.Path)) && !work.Except.Any(pattern => pattern.MatchesSomeOf(output.Path));
}
