using System.Collections.Immutable;
using Slipway.Execution.Caching;
using Slipway.Fakes;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Execution.Caching;

/// <summary>A repository with one cached target, whose work is a lambda, and what it says while it is looked up.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly TempFolder _folder = new();

    public AbsolutePath Root => _folder.Path;

    public CacheFolder Folder => new(Root);

    public int Runs { get; private set; }

    public List<string> Said { get; } = [];

    public List<string> Replayed { get; } = [];

    public string? Label { get; private set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string[] Inputs { get; set; } = ["src"];

    public string[] Except { get; set; } = [];

    public string[] Outputs { get; set; } = ["out"];

    public ImmutableArray<InputField> Others { get; set; } = [];

    public string? Objection { get; set; }

    /// <summary>What the target does; without it, out/made.txt says what src/a.txt says.</summary>
    public Action Action { get; set; } = () => { };

    public void MakesCopy() => Action = () => Write("out/made.txt", Read("src/a.txt"));

    public void Write(string path, string text)
    {
        AbsolutePath file = Root / path;
        Directory.CreateDirectory(file.Parent!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Root / path);

    public bool Has(string path) => File.Exists(Root / path);

    /// <summary>One run of a build program: what is known of files is read anew.</summary>
    public async Task<string?> RunAsync(CacheUse use = CacheUse.Take, string target = "Make", CacheLimits? limits = null)
    {
        var cache = new TargetCache(Folder, use, Clock);
        Label = null;
        await RunAsync(cache, target);
        cache.Finish(limits ?? new CacheLimits());
        return Label;
    }

    public Task RunAsync(TargetCache cache, string target = "Make") =>
        cache.RunAsync(Work(target), new CacheVoice(Said.Add, log => Replayed.AddRange(log.Lines.Select(line => line.Text)), label => Label = label), TestContext.Current.CancellationToken);

    public CachedWork Work(string target = "Make") => new()
    {
        Target = target,
        DeclaredBy = "Build",
        IsCached = Inputs.Length > 0,
        Inputs = Patterns(Inputs),
        Except = Patterns(Except),
        Outputs = Patterns(Outputs),
        ReadOthers = _ => Task.FromResult(Others),
        Run = _ =>
        {
            Runs++;
            Action();
            return Task.FromResult(new WorkLog([new LogLine(LogSource.Build, $"run {Runs}")], 0));
        },
        Objection = (_, _, _) => Task.FromResult(Objection),
    };

    public void Dispose() => _folder.Dispose();

    private ImmutableArray<PathPattern> Patterns(string[] texts) => [.. texts.Select(text => PathPattern.Parse(text, Root, out _)!)];
}
