using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ports;

/// <summary>Gives the right to change one environment to one run at a time.</summary>
public interface ILeaseSource
{
    /// <summary>Takes the lease, or says who has it; disposing gives it back, and so does the end of the process, however it ends.</summary>
    /// <exception cref="FaultException">Another run holds it (exit 6): names who, since when and for what.</exception>
    Task<IAsyncDisposable> AcquireAsync(string environment, string holder, CancellationToken cancellation);

    /// <summary>Who has the lease now, in the words it was taken with; null where nobody has. Looking takes nothing and keeps nobody from it.</summary>
    Task<string?> HolderAsync(string environment, CancellationToken cancellation);
}
