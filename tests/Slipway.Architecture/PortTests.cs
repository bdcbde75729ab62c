using System.Collections.Immutable;
using System.Reflection;

namespace Slipway.Architecture;

/// <summary>Every port says in a suite what its adapters promise, and every adapter passes it.</summary>
public sealed class PortTests
{
    private static readonly HashSet<string> Excused =
    [
        "Slipway.Deployers.Feeds.PlacedDeployer", // no adapter: it hands over to another one
        "Slipway.Deployers.Feeds.FeedDeployer", // has no front door and no instances to promise anything about; what a feed promises stands in FeedContract
    ];

    private static ImmutableArray<string> Ports { get; } =
    [
        "Slipway.Vocabulary.Commands.ICommandRunner",
        .. Code.Read("Slipway.Releases")
            .Where(type => type.Namespace == "Slipway.Releases.Ports" && type.Attributes.HasFlag(TypeAttributes.Interface))
            .Select(type => type.FullName),
    ];

    public static TheoryData<string> AllPorts => [.. Ports];

    public static TheoryData<string, string> Adapters => [.. Projects.All
        .SelectMany(project => Code.Read(project))
        .Where(type => !type.Attributes.HasFlag(TypeAttributes.Interface) && !Excused.Contains(type.FullName))
        .SelectMany(type => type.Interfaces.Intersect(Ports).Select(port => (type.FullName, port)))];

    [Theory]
    [MemberData(nameof(AllPorts))]
    public void A_port_has_a_contract_suite(string port) =>
        Assert.Contains(Code.Read("Slipway.Fakes"), type => type.FullName == SuiteOf(port) && type.Attributes.HasFlag(TypeAttributes.Abstract));

    [Theory]
    [MemberData(nameof(Adapters))]
    public void An_adapter_passes_the_suite_of_its_port(string adapter, string port)
    {
        CodeType[] suites = [.. Code.Read("Slipway.Tests").Where(type => type.Base == SuiteOf(port))];

        Assert.Contains(suites, suite => suite.Mentions.Any(mention => mention.Type == adapter) || suite.Name == $"{adapter.Split('.')[^1]}ContractTests");
    }

    private static string SuiteOf(string port) => $"Slipway.Fakes.Contracts.{port.Split('.')[^1][1..]}Contract";
}
