using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Signing;

/// <summary>Signs with the key of whoever runs this.</summary>
/// <param name="keygen">Does it.</param>
/// <param name="key">The key; null where nothing is signed.</param>
public sealed class Pen(SshKeygen keygen, AbsolutePath? key)
{
    /// <summary>The armored signature under a text; empty where nothing is signed.</summary>
    public async Task<string> SignAsync(string signatureNamespace, string text, CancellationToken cancellation) =>
        key is null ? "" : await keygen.SignAsync(key, signatureNamespace, text, cancellation).ConfigureAwait(false);
}
