using Slipway.Releases.Packages;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Serving;

/// <summary>One started instance, as whoever waits for it needs to know it.</summary>
internal interface IInstance
{
    /// <summary>Deployment and service: <c>d7/shop</c>.</summary>
    string Name { get; }

    /// <summary>Its service.</summary>
    string Service { get; }

    /// <summary>The package it was started from, and has to answer as.</summary>
    string PackageId { get; }

    /// <summary>How it shows that it is ready.</summary>
    Ready Readiness { get; }

    /// <summary>True for a program that opens no socket.</summary>
    bool IsWorker { get; }

    /// <summary>What runs it, for messages: <c>process 4711</c>.</summary>
    string Runner { get; }

    /// <summary>Where its output is, for messages.</summary>
    string Log { get; }

    /// <summary>False where it is known that it never opened its socket.</summary>
    bool HasSocket { get; }

    /// <summary>Asks it past the front door.</summary>
    Task<ProbeAnswer> AskAsync(string path, Patience patience, CancellationToken cancellation);

    /// <summary>Whether it runs now.</summary>
    Task<bool> IsRunningAsync(CancellationToken cancellation);

    /// <summary>What it ended with; null where nobody knows.</summary>
    Task<int?> ExitCodeAsync(CancellationToken cancellation);

    /// <summary>How long it has been running.</summary>
    Task<TimeSpan> AgeAsync(CancellationToken cancellation);

    /// <summary>Whether it has written a line that is as wanted since it was started.</summary>
    Task<bool> LogHoldsAsync(Func<string, bool> isWanted, CancellationToken cancellation);

    /// <summary>A sentence with the last lines of its output, or that there are none.</summary>
    Task<string> LogTailAsync(CancellationToken cancellation);
}
