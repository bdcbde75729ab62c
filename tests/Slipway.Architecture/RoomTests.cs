using System.Collections.Immutable;

namespace Slipway.Architecture;

/// <summary>Folders are rooms, and a room uses only rooms to its left.</summary>
public sealed class RoomTests
{
    /// <summary>The rooms of each project, left to right. "." is the project's own folder.</summary>
    private static readonly ImmutableSortedDictionary<string, string> Order = new Dictionary<string, string>
    {
        ["Slipway.Vocabulary"] = "",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. Projects.All];

    [Theory]
    [MemberData(nameof(All))]
    public void No_room_uses_a_room_to_its_right(string project)
    {
        string[] order = Order.GetValueOrDefault(project, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<(string From, string To)> uses = Uses(project);
        string[] wrong = [.. uses
            .Where(use => Array.IndexOf(order, RoomOf(project, use.From)) < Array.IndexOf(order, RoomOf(project, use.To)) || !order.Contains(RoomOf(project, use.From)))
            .Select(use => $"{RoomOf(project, use.From)} → {RoomOf(project, use.To)}   ({use.From} uses {use.To})")
            .Order(StringComparer.Ordinal)];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
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
        return parts.Length == 1 ? "." : parts[0];
    }
}
