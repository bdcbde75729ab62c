using System.Security.Cryptography;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.ArtifactFiles;

/// <summary>Digests of files, read as a stream.</summary>
public static class FileDigest
{
    /// <summary>The digest of what a file holds; read as a stream, so that its size does not matter.</summary>
    public static async Task<Digest> OfAsync(AbsolutePath file, CancellationToken cancellation)
    {
        await using FileStream stream = File.OpenRead(file);
        return Digest.FromHash(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }
}
