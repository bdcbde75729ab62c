using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>What components assume where a build says nothing.</summary>
internal static class Defaults
{
    public static AbsolutePath StateOf(AbsolutePath root) => Environment.GetEnvironmentVariable("SLIPWAY_STATE") is { Length: > 0 } given
        ? AbsolutePath.Create(Path.GetFullPath(given, root))
        : root / ".nuke" / "state";
}
