using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Finds the repository a run works on: <c>--root</c>, else what the launcher says, else the nearest folder upwards with <c>.nuke</c>.</summary>
internal static class RepositoryRoot
{
    public static AbsolutePath Find(ImmutableArray<string> arguments)
    {
        string? given = Given(arguments);
        if (given is not null && !Directory.Exists(given))
            throw new FaultException(ExitCode.Usage, new Fault("SLP1108", $"--root {given} is no folder", "command line", "give a folder that exists"));
        if (given is not null)
            return AbsolutePath.Create(Path.GetFullPath(given));
        if (Environment.GetEnvironmentVariable("SLIPWAY_ROOT") is { Length: > 0 } launched)
            return AbsolutePath.Create(launched);
        for (string? folder = Directory.GetCurrentDirectory(); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, ".nuke")))
                return AbsolutePath.Create(folder);
        }

        throw new FaultException(ExitCode.Usage, new Fault("SLP1109", "no folder from here upwards has a .nuke folder", Directory.GetCurrentDirectory(), "start ./build.sh in the repository, or give --root FOLDER"));
    }

    private static string? Given(ImmutableArray<string> arguments)
    {
        for (int index = arguments.Length - 1; index >= 0; index--)
        {
            if (arguments[index].StartsWith("--root=", StringComparison.Ordinal))
                return arguments[index]["--root=".Length..];
            if (arguments[index] is "--root" or "-root" && index + 1 < arguments.Length)
                return arguments[index + 1];
        }

        return null;
    }
}
