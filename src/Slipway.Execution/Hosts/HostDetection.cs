using Slipway.Targets.Events;

namespace Slipway.Execution.Hosts;

/// <summary>Finds out what shows this run's output, from the variables that CI servers document.</summary>
public static class HostDetection
{
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isTerminal">True when standard output is a terminal.</param>
    public static HostKind Detect(Func<string, string?> variable, bool isTerminal) =>
        variable("GITHUB_ACTIONS") is { Length: > 0 } ? HostKind.GitHubActions
        : variable("GITLAB_CI") is { Length: > 0 } ? HostKind.GitLab
        : variable("TF_BUILD") is { Length: > 0 } ? HostKind.AzurePipelines
        : variable("JENKINS_URL") is { Length: > 0 } ? HostKind.Jenkins
        : variable("TEAMCITY_VERSION") is { Length: > 0 } ? HostKind.TeamCity
        : variable("bamboo_buildKey") is { Length: > 0 } || variable("bamboo_planKey") is { Length: > 0 } ? HostKind.Bamboo
        : variable("APPVEYOR") is { Length: > 0 } ? HostKind.AppVeyor
        : variable("BITBUCKET_BUILD_NUMBER") is { Length: > 0 } ? HostKind.Bitbucket
        : variable("TRAVIS") is { Length: > 0 } ? HostKind.Travis
        : variable("CI") is { Length: > 0 } and not "false" ? HostKind.PlainCi
        : isTerminal ? HostKind.Terminal
        : HostKind.Plain;
}
