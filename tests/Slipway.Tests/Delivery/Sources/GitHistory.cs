using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Delivery.Sources;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>A repository of its own that git itself writes, as the same person at the same time on every machine.</summary>
internal sealed class GitHistory : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string?> Alone = new Dictionary<string, string?>
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null", ["GIT_AUTHOR_NAME"] = "Ada", ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
        ["GIT_COMMITTER_NAME"] = "Ada", ["GIT_COMMITTER_EMAIL"] = "ada@example.org", ["GIT_COMMITTER_DATE"] = "2026-03-14T12:00:00Z", ["GIT_AUTHOR_DATE"] = "2026-03-14T12:00:00Z",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private readonly Fakes.TempFolder _folder = new();
    private int _number;

    public AbsolutePath Folder => _folder.Path;

    public AbsolutePath Root => Folder / "main";

    public ProcessRunner Runner { get; } = new();

    public GitSource Source => new(Runner, Root);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public async Task StartAsync(string message)
    {
        Directory.CreateDirectory(Root);
        await GitAsync("init", "-q", "-b", "main");
        await CommitAsync(message);
    }

    public async Task CommitAsync(string message)
    {
        File.WriteAllText(Root / (_number++ == 0 ? "file" : $"file{_number}"), message);
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", message);
    }

    public async Task<string> GitAsync(params ImmutableArray<string> arguments)
    {
        CommandResult result = await Runner.RunAsync(new Command { Executable = "git", Arguments = arguments, WorkingDirectory = Root, Environment = Alone }, null, Cancellation);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : throw new UnreachableException($"git {string.Join(' ', arguments)}: {result.StandardError}");
    }
}
