namespace Slipway.Edge.Contained;

/// <summary>Tells instances by a file each whether they stand by.</summary>
internal static class Standby
{
    /// <summary>Those of other deployments first, then those of the live one: never two at work by order of ours.</summary>
    /// <param name="folder">The folder their files lie in.</param>
    /// <param name="live">Files of those that begin.</param>
    /// <param name="others">Files of those that stand by.</param>
    public static int Turn(string folder, string[] live, string[] others)
    {
        foreach (string name in others)
            File.WriteAllBytes(Path.Combine(folder, name), []);
        foreach (string name in live)
            File.Delete(Path.Combine(folder, name));
        return 0;
    }
}
