using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Configurations;

/// <summary>Configurations as files named by their digest, which nobody but the owner reads.</summary>
/// <param name="folder">The folder they lie in; made with the first.</param>
public sealed class FolderConfigurationStore(AbsolutePath folder) : IConfigurationStore
{
    /// <inheritdoc />
    public string Place => folder;

    /// <inheritdoc />
    public async Task KeepAsync(ImmutableSortedDictionary<string, string> configuration, CancellationToken cancellation)
    {
        string digest = ConfigurationDigest.Of(configuration);
        if (await TryReadAsync(digest, cancellation).ConfigureAwait(false) is not null)
            return;
        try
        {
            DurableFile.Replace(folder / digest, ConfigurationDigest.Text(configuration));
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(folder, exception);
        }
    }

    /// <inheritdoc />
    public async Task<ImmutableSortedDictionary<string, string>?> TryReadAsync(string digest, CancellationToken cancellation)
    {
        AbsolutePath file = folder / digest;
        return File.Exists(file) ? ConfigurationDigest.Read(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), digest) : null;
    }
}
