using Slipway.Vocabulary.Digests;

namespace Slipway.Deployers.Feeds;

/// <summary>A place that offers NuGet packages. Failures are faults that name the feed.</summary>
internal interface INuGetFeed
{
    /// <summary>Shows that the feed can be asked and written, before anything depends on it.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Digest of the content of a package that is offered; null where it is not, or cannot be seen.</summary>
    Task<Digest?> FindAsync(NupkgContent package, CancellationToken cancellation);

    /// <summary>Offers a package, and the symbols that lie beside it.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">It is there with other content, or the feed refused it.</exception>
    Task PublishAsync(NupkgContent package, string file, CancellationToken cancellation);

    /// <summary>Takes a package off the list: a folder no longer has it, a server gives it only to those who have pinned it. Unknown is fine.</summary>
    Task WithdrawAsync(NupkgContent package, CancellationToken cancellation);
}
