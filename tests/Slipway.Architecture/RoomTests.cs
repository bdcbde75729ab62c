using System.Collections.Immutable;

namespace Slipway.Architecture;

/// <summary>Folders are rooms, and a room uses only rooms to its left.</summary>
public sealed class RoomTests
{
    /// <summary>The rooms of each project, left to right. "." is the project's own folder; a type in it that stands elsewhere has its name in the row.</summary>
    private static readonly ImmutableSortedDictionary<string, string> Order = new Dictionary<string, string>
    {
        ["Slipway.Vocabulary"] = "Paths Secrets Digests Faults Commands Routing",
        ["Slipway.Targets"] = "Declaring Graph Parameters CommandLine Planning Caching Events Scheduling",
        ["Slipway.Releases"] = "Packages Images Evidence Calendar Rollouts Trials Policies Schedule Versions Notes Facts Ledger History Agenda Metrics Environments Publishing Ports Status Smoke Approvals Risks Gates Deciding Choosing Governing Shape Replaying",
        ["Slipway.Tools"] = "DotNet Git Ssh",
        ["Slipway.Reports"] = "Console Json Markdown Calendars Exports Bundles Graphs Html",
        ["Slipway.Processes"] = ".",
        ["Slipway.Execution"] = "Hosts ParameterSources Caching Running",
        ["Slipway.Delivery"] = "Durable ArtifactFiles Images Configurations Leases LedgerFiles LedgerBranch PolicyFiles Sources Scanning Proving Shape Signing Smoke Recording Publishing Conducting",
        ["Slipway.Deployers"] = "Serving Local Docker Feeds Destinations",
        ["Slipway.GitHub"] = "Releases",
        ["Slipway.Edge"] = ". Contained Keeping Counting Routing Forwarding Administering Program",
        ["Slipway"] = "Running IO Utilities Tooling Tools Git ProjectModel . Declaring Composition Verbs Components",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Ways to the right that are known and still to be turned round; the list only shrinks.</summary>
    private static readonly ImmutableHashSet<string> Known =
    [
        "Slipway: . → Composition", // SlipwayBuild.Execute starts the composition, and the composition reads the build it starts
    ];

    public static TheoryData<string> All => [.. Projects.All];

    [Theory]
    [MemberData(nameof(All))]
    public void No_room_uses_a_room_to_its_right(string project)
    {
        string[] order = Order[project].Split(' ');

        Assert.None(Uses(project)
            .Where(use => Array.IndexOf(order, RoomOf(project, use.From)) <= Array.IndexOf(order, RoomOf(project, use.To)))
            .Where(use => !Known.Contains($"{project}: {RoomOf(project, use.From)} → {RoomOf(project, use.To)}"))
            .Select(use => $"{RoomOf(project, use.From)} → {RoomOf(project, use.To)}   ({use.From} uses {use.To})"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_room_stands_in_the_order(string project)
    {
        IEnumerable<string> rooms = Code.Read(project).Where(type => IsOwn(project, type.Namespace)).Select(type => RoomOf(project, Outermost(type))).Distinct();

        Assert.Equal(Order[project].Split(' ').Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_known_to_be_wrong_still_is()
    {
        string[] ways = [.. Projects.All.SelectMany(project => Uses(project).Select(use => $"{project}: {RoomOf(project, use.From)} → {RoomOf(project, use.To)}"))];

        Assert.None(Known.Except(ways).Select(way => $"{way} is mended: take it off the list"));
    }

    private static ImmutableArray<(string From, string To)> Uses(string project)
    {
        ImmutableArray<CodeType> types = Code.Read(project);
        return [.. types
            .Where(type => IsOwn(project, type.Namespace))
            .SelectMany(type => type.Mentions.Where(mention => mention.IsOwn && IsOwn(project, mention.Type)).Select(mention => (From: Outermost(type), To: mention.Type)))
            .Where(use => RoomOf(project, use.From) != RoomOf(project, use.To))
            .Distinct()];
    }

    // Generated code stands in namespaces of its own.
    private static bool IsOwn(string project, string name) => name == project || name.StartsWith(project + ".", StringComparison.Ordinal);

    private static string Outermost(CodeType type) =>
        type.IsNested ? $"{type.Namespace}.{type.FullName[(type.Namespace.Length + 1)..].Split('.')[0]}" : type.FullName;

    private static string RoomOf(string project, string fullName)
    {
        string[] parts = fullName[(project.Length + 1)..].Split('.');
        return parts.Length > 1 || Order[project].Split(' ').Contains(parts[0]) ? parts[0] : ".";
    }
}
