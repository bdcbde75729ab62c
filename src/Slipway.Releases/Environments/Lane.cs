using System.Collections.Immutable;

namespace Slipway.Releases.Environments;

/// <summary>The order in which a package visits environments. Environments are told apart by name alone.</summary>
public static class Lane
{
    /// <summary>Position of an environment, or -1.</summary>
    public static int PositionOf(ImmutableArray<DeploymentEnvironment> lane, string name)
    {
        for (int position = 0; position < lane.Length; position++)
        {
            if (lane[position].Name == name)
                return position;
        }

        return -1;
    }

    /// <summary>The environment in front of one, or null for the first.</summary>
    public static DeploymentEnvironment? Before(ImmutableArray<DeploymentEnvironment> lane, string name) =>
        PositionOf(lane, name) is > 0 and var position ? lane[position - 1] : null;

    /// <summary>The environment behind one, or null for the last.</summary>
    public static DeploymentEnvironment? After(ImmutableArray<DeploymentEnvironment> lane, string name) =>
        PositionOf(lane, name) is >= 0 and var position && position + 1 < lane.Length ? lane[position + 1] : null;
}
