namespace Slipway.Targets.Events;

/// <summary>What shows the output of a run.</summary>
public enum HostKind
{
    /// <summary>A person's terminal: colour and live progress.</summary>
    Terminal,

    /// <summary>A file or a pipe: plain lines.</summary>
    Plain,

    /// <summary>A CI server without a dialect of its own.</summary>
    PlainCi,

    /// <summary>A job of GitHub Actions.</summary>
    GitHubActions,

    /// <summary>A job of GitLab.</summary>
    GitLab,

    /// <summary>A job of Azure Pipelines.</summary>
    AzurePipelines,

    /// <summary>A job of Jenkins.</summary>
    Jenkins,

    /// <summary>A build of TeamCity.</summary>
    TeamCity,

    /// <summary>A job of Bamboo.</summary>
    Bamboo,

    /// <summary>A build of AppVeyor.</summary>
    AppVeyor,

    /// <summary>A step of Bitbucket Pipelines.</summary>
    Bitbucket,

    /// <summary>A job of Travis CI.</summary>
    Travis,
}
