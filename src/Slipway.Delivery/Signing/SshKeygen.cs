using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Tools.Ssh;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Signing;

/// <summary>Signs and checks with the machine's own ssh-keygen: keys in files, in an agent, or on a token.</summary>
public sealed class SshKeygen(ICommandRunner runner)
{
    /// <summary>Signs a text; gives the armored signature.</summary>
    /// <exception cref="FaultException">The key cannot be used (exit 1).</exception>
    public async Task<string> SignAsync(AbsolutePath key, string signatureNamespace, string text, CancellationToken cancellation)
    {
        CommandResult result = await runner.RunAsync(SshKeygenCommands.Sign(key, signatureNamespace, text), null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 && result.StandardOutput.Contains("BEGIN SSH SIGNATURE", StringComparison.Ordinal)
            ? result.StandardOutput.Trim() + "\n"
            : throw new FaultException(ExitCode.Failed, new Fault("SLP3801", $"ssh-keygen could not sign: {result.StandardError.Trim()}", key, "give the private key, or its public part with an agent that holds it, with --key"));
    }

    /// <summary>Answers questions, several at a time.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> AskAsync(IEnumerable<SignatureQuestion> questions, CancellationToken cancellation)
    {
        var answers = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        ImmutableArray<SignatureQuestion> all = [.. questions.DistinctBy(question => question.Id)];
        if (all.IsEmpty)
            return answers;
        AbsolutePath folder = Directory.CreateTempSubdirectory("slipway-signatures-").FullName;
        try
        {
            await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = cancellation }, async (question, stop) =>
                answers[question.Id] = await IsGoodAsync(question, folder, stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return answers;
    }

    private async Task<bool> IsGoodAsync(SignatureQuestion question, AbsolutePath folder, CancellationToken cancellation)
    {
        AbsolutePath signers = folder / $"{question.Id}.signers";
        AbsolutePath signature = folder / $"{question.Id}.sig";
        await File.WriteAllTextAsync(signers, question.AllowedSigner, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(signature, question.Signature, cancellation).ConfigureAwait(false);
        return (await runner.RunAsync(SshKeygenCommands.Verify(signers, question.Person, question.Namespace, signature, question.Text), null, cancellation).ConfigureAwait(false)).ExitCode == 0;
    }
}
