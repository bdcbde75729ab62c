using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Status;

/// <summary>Files that a service wrote beside its program: they are lost with it, so whoever left them there hears of it while they can be saved.</summary>
public static class StrayFault
{
    private const int Named = 3;

    /// <summary>What is told of them.</summary>
    /// <param name="deployment">The deployment in whose folder they lie.</param>
    /// <param name="files">Their paths, relative to it; not empty.</param>
    public static Fault Of(string deployment, ImmutableArray<string> files) => new(
        "SLP3503",
        $"{deployment} wrote beside its program, which is deleted after a later deployment: {string.Join(", ", files.Take(Named))}{(files.Length > Named ? $" and {files.Length - Named} more" : "")}",
        deployment, "let the service keep its files in the folder that SLIPWAY_DATA names, and move what is needed there");
}
