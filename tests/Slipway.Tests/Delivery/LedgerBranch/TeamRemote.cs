using System.Diagnostics;
using Slipway.Delivery.LedgerBranch;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>A bare remote and clones of it, each with a state folder of its own.</summary>
internal sealed class TeamRemote : IDisposable
{
    public const string Branch = "refs/heads/release-ledger";

    private readonly TempFolder _folder = new();

    public TeamRemote() => Git(_folder.Path, "init", "-q", "--bare", Bare);

    public AbsolutePath Bare => _folder.Path / "remote.git";

    public AbsolutePath Folder => _folder.Path;

    public string? Tip => TryGit(Bare, "rev-parse", "--verify", "-q", Branch);

    public AbsolutePath StateOf(string clone) => _folder.Path / clone / ".nuke" / "state";

    public BranchOptions OptionsOf(string clone)
    {
        AbsolutePath root = _folder.Path / clone;
        lock (this)
        {
            if (!Directory.Exists(root))
            {
                Git(_folder.Path, "init", "-q", root);
                Git(root, "remote", "add", "origin", Bare);
            }
        }

        return new BranchOptions(StateOf(clone), root);
    }

    public BranchLedger Clone(string name, ICommandRunner? runner = null) => new(OptionsOf(name), runner ?? new ProcessRunner(), TimeProvider.System);

    public static string Git(AbsolutePath folder, params string[] words) => TryGit(folder, words) ?? throw new InvalidOperationException($"git {string.Join(' ', words)} failed in {folder}");

    public static string? TryGit(AbsolutePath folder, params string[] words)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in new[] { "-c", "user.name=Eve", "-c", "user.email=eve@example.org" }.Concat(words))
            start.ArgumentList.Add(word);
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : null;
    }

    /// <summary>A program the remote runs before or after it takes a push.</summary>
    public void Hook(string name, string script)
    {
        AbsolutePath hook = Bare / "hooks" / name;
        Directory.CreateDirectory(hook.Parent!);
        File.WriteAllText(hook, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();
}
