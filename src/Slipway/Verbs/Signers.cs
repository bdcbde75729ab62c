using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Signing;
using Slipway.Releases.Governing;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Paths;

namespace Slipway.Verbs;

/// <summary>Finds out who acts, and with which key.</summary>
internal static class Signers
{
    private static readonly ImmutableArray<string> Usual = ["id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa"];

    /// <summary>Whoever runs this: by the first key that is somebody's in the policy, or by the address alone where keys do not count.</summary>
    /// <param name="engine">The engine, for the policy and for what git knows.</param>
    /// <param name="keyFile">The key that was given; null looks for git's and for one of the usual files.</param>
    /// <param name="address">Mail address of the git identity, or the account's name.</param>
    /// <param name="byKey">True where only a key makes somebody a person.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static async Task<(Party Who, AbsolutePath? Key)> FindAsync(ReleaseEngine engine, string? keyFile, string address, bool byKey,
        CancellationToken cancellation)
    {
        if (!byKey)
            return (new Party(address, engine.Policy.PersonOf(address), []), null);
        var looked = ImmutableArray.CreateBuilder<string>();
        foreach (string file in await CandidatesAsync(engine, keyFile, cancellation).ConfigureAwait(false))
        {
            looked.Add(file);
            if (PublicKeyOf(file) is { } body && OwnerOf(engine.Policy, body) is { } person)
                return (new Party(address, person, []), AbsolutePath.Create(file));
        }

        return (new Party(address, null, looked.ToImmutable()), null);
    }

    /// <summary>The same with what signs for them.</summary>
    public static async Task<(Party Who, Pen Pen)> PartyAsync(ReleaseEngine engine, string? keyFile, string address, bool byKey,
        CancellationToken cancellation)
    {
        (Party who, AbsolutePath? key) = await FindAsync(engine, keyFile, address, byKey, cancellation).ConfigureAwait(false);
        return (who, new Pen(engine.Keygen, key));
    }

    /// <summary>The person a public key belongs to, or null.</summary>
    public static string? OwnerOf(ReleasePolicy policy, string body) =>
        policy.People.FirstOrDefault(person => person.Value.Keys.Select(Keys.Body).Contains(body)).Key;

    private static async Task<IEnumerable<string>> CandidatesAsync(ReleaseEngine engine, string? keyFile, CancellationToken cancellation)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if ((keyFile ?? Environment.GetEnvironmentVariable("SLIPWAY_KEY")) is { Length: > 0 } given)
            return [Path.GetFullPath(given, engine.Root)];
        string? git = await engine.Source.ReadSigningKeyAsync(cancellation).ConfigureAwait(false);
        IEnumerable<string> own = git is null || git.StartsWith("key::", StringComparison.Ordinal)
            ? []
            : [Path.GetFullPath(git.Replace("~", home, StringComparison.Ordinal), engine.Root)];
        return own.Concat(Usual.Select(name => Path.Combine(home, ".ssh", name))).Where(File.Exists);
    }

    private static string? PublicKeyOf(string file)
    {
        string half = file.EndsWith(".pub", StringComparison.Ordinal) ? file : file + ".pub";
        return File.Exists(half) ? Keys.Body(File.ReadAllText(half)) : null;
    }
}
