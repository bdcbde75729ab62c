using System.Collections.Immutable;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Finds the key to sign with, and whose it is.</summary>
internal static class Signers
{
    private static readonly ImmutableArray<string> Usual = ["id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa"];

    /// <summary>The first key that is somebody's in the policy: the one given, git's, or one of the usual files.</summary>
    public static async Task<Signer> FindAsync(Desk desk, CancellationToken cancellation)
    {
        var looked = new List<string>();
        foreach (string file in await CandidatesAsync(desk, cancellation).ConfigureAwait(false))
        {
            looked.Add(file);
            if (PublicKeyOf(file) is { } body && OwnerOf(desk.Policy, body) is { } person)
                return new Signer(person, AbsolutePath.Create(file));
        }

        throw new FaultException(ExitCode.ApprovalMissing, new Fault(
            "SLP1604", "none of the keys at hand belongs to anyone in the policy", looked.Count == 0 ? "no key was found" : string.Join(", ", looked),
            "give your private key with --key, with its .pub beside it; the policy must hold the public one under people.NAME.keys"));
    }

    /// <summary>The person a public key belongs to, or null.</summary>
    public static string? OwnerOf(ReleasePolicy policy, string body) => policy.People.FirstOrDefault(person => person.Value.Keys.Select(Keys.Body).Contains(body)).Key;

    private static async Task<IEnumerable<string>> CandidatesAsync(Desk desk, CancellationToken cancellation)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if ((desk.Build.KeyFile ?? Environment.GetEnvironmentVariable("SLIPWAY_KEY")) is { Length: > 0 } given)
            return [Path.GetFullPath(given, desk.Build.RootDirectory)];
        string? git = await desk.Engine.Source.ReadSigningKeyAsync(cancellation).ConfigureAwait(false);
        IEnumerable<string> own = git is null || git.StartsWith("key::", StringComparison.Ordinal) ? [] : [Path.GetFullPath(git.Replace("~", home, StringComparison.Ordinal), desk.Build.RootDirectory)];
        return own.Concat(Usual.Select(name => Path.Combine(home, ".ssh", name))).Where(File.Exists);
    }

    private static string? PublicKeyOf(string file)
    {
        string half = file.EndsWith(".pub", StringComparison.Ordinal) ? file : file + ".pub";
        return File.Exists(half) ? Keys.Body(File.ReadAllText(half)) : null;
    }
}
