using Slipway.Execution.Hosts;
using Slipway.Targets.Events;

namespace Slipway.Tests.Execution.Hosts;

public sealed class HostDetectionTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS=true CI=true", HostKind.GitHubActions)]
    [InlineData("GITLAB_CI=true CI=true", HostKind.GitLab)]
    [InlineData("TF_BUILD=True", HostKind.AzurePipelines)]
    [InlineData("JENKINS_URL=http://x", HostKind.Jenkins)]
    [InlineData("TEAMCITY_VERSION=2024.1", HostKind.TeamCity)]
    [InlineData("bamboo_buildKey=A-B-JOB1", HostKind.Bamboo)]
    [InlineData("APPVEYOR=True CI=True", HostKind.AppVeyor)]
    [InlineData("BITBUCKET_BUILD_NUMBER=7 CI=true", HostKind.Bitbucket)]
    [InlineData("TRAVIS=true CI=true", HostKind.Travis)]
    [InlineData("CI=1", HostKind.PlainCi)]
    [InlineData("CI=false", HostKind.Terminal)]
    [InlineData("", HostKind.Terminal)]
    public void A_host_is_known_by_its_own_variable(string variables, HostKind expected)
    {
        var known = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(expected, HostDetection.Detect(known.GetValueOrDefault, isTerminal: true));
    }

    [Fact]
    public void Without_a_terminal_it_is_plain() => Assert.Equal(HostKind.Plain, HostDetection.Detect(_ => null, isTerminal: false));
}
