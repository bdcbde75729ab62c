namespace Slipway.Releases.History;

/// <summary>Why something was deployed.</summary>
public enum DeploymentKind
{
    /// <summary>A package that had not been in the environment.</summary>
    Planned,

    /// <summary>A package that was brought in to mend what another one broke.</summary>
    Hotfix,

    /// <summary>A package that had been in the environment before, brought in again by a deployment.</summary>
    Redeploy,

    /// <summary>The way back to an earlier package, asked for by a person.</summary>
    Rollback,
}
