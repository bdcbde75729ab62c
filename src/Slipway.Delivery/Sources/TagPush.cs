using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Sources;

/// <summary>Brings a tag to a remote. What the remote has is the truth: the same commit is done, another one stops it, and no tag there is ever moved.</summary>
internal sealed class TagPush(ICommandRunner runner, AbsolutePath root, string remote)
{
    public async Task<bool> RunAsync(string tag, string commit, CancellationToken cancellation)
    {
        if (await ThereAsync(tag, cancellation) is { } there)
            return there == commit ? false : throw new FaultException(ExitCode.GateFailed, Differs(tag, there, commit));
        CommandResult pushed = await runner.RunAsync(GitCommands.PushTag(root, remote, tag), null, cancellation);
        if (await ThereAsync(tag, cancellation) is { } arrived && arrived == commit)
            return true; // also where its answer was lost
        throw new FaultException(ExitCode.Failed, NotTaken(tag, pushed));
    }

    // An annotated tag is followed by the commit it names; a plain one is that commit.
    private async Task<string?> ThereAsync(string tag, CancellationToken cancellation)
    {
        CommandResult listed = await runner.RunAsync(GitCommands.RemoteTag(root, remote, tag), null, cancellation);
        if (listed.ExitCode != 0)
            throw new FaultException(ExitCode.Failed, NotTaken(tag, listed));
        return listed.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderByDescending(line => line.EndsWith("^{}", StringComparison.Ordinal))
            .Select(line => line.Split('\t')[0]).FirstOrDefault();
    }

    private Fault Differs(string tag, string there, string commit) => new(
        "SLP3404", $"{tag} names commit {there} at {remote}, and the package was made of {commit}", $"git ls-remote {remote} {tag}",
        "find out who set it there; nothing else was touched, and all of the release is published");

    private Fault NotTaken(string tag, CommandResult result) => new(
        "SLP3405", $"{remote} did not take the tag {tag}: {result.StandardError.Trim().ReplaceLineEndings(" ")}", $"git push {remote} {tag}",
        "all of the release is published; mend what git says, then ./build.sh Publish");
}
