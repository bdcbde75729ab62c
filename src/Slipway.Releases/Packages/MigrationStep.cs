using System.Collections.Immutable;

namespace Slipway.Releases.Packages;

/// <summary>
/// A command that changes stored data, run after the files are laid and before the new instances start, in the service's folder and with its environment.
/// It runs with each deployment of the package and not on the way back, so it must bear being repeated.
/// </summary>
/// <param name="Program">A file of the service (<c>.dll</c> is run with dotnet), or a program on PATH: <c>efbundle</c>, <c>sh</c>.</param>
public sealed record MigrationStep(string Program)
{
    /// <summary>Arguments handed to the program.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>After this it is ended and the deployment with it; nothing was switched then. Default ten minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);
}
