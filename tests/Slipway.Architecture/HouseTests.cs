using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Fakes;

namespace Slipway.Architecture;

/// <summary>A verb is a wish, a decision and an answer; what an entry says by name is known where facts are.</summary>
public sealed partial class HouseTests
{
    private const int Columns = 150;
    private const string StillByName = "Golden/facts-read-by-name.txt";

    /// <summary>Rooms that were built for it; those that follow are added here.</summary>
    public static TheoryData<string, string> Rooms => new()
    {
        { "Slipway.Releases", "Facts" }, { "Slipway.Releases", "Choosing" }, { "Slipway.Releases", "Governing" }, { "Slipway.Delivery", "Recording" }, { "Slipway", "Verbs" },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_line_is_wider_than_a_screen(string project, string room) => Assert.None(Projects.FilesBelow(Projects.Folder(project) / room, "*.cs")
        .SelectMany(file => File.ReadLines(file).Select((line, index) => (Place: $"{Projects.Shown(file)}:{index + 1}", line.Length)))
        .Where(line => line.Length > Columns)
        .Select(line => $"{line.Place}: {line.Length} columns"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_type_of_a_room_uses_one_that_uses_it(string project, string room)
    {
        string prefix = $"{project}.{room}.";
        ImmutableDictionary<string, ImmutableHashSet<string>> uses = Code.Read(project)
            .Where(type => type.FullName.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(type => prefix + type.FullName[prefix.Length..].Split('.', '+', '/')[0])
            .ToImmutableDictionary(types => types.Key, types => types.SelectMany(type => type.Mentions).Where(mention => mention.IsOwn && mention.Type != types.Key).Select(mention => mention.Type).ToImmutableHashSet());

        Assert.NotEmpty(uses);
        Assert.None(uses.SelectMany(from => from.Value.Where(to => Reaches(uses, to, from.Key, [])).Select(to => $"{from.Key} → {to} → … → {from.Key}")));
    }

    [Fact]
    public void The_places_that_read_a_fact_by_name_only_shrink()
    {
        string[] found = [.. Projects.All.SelectMany(Projects.Files)
            .Where(file => !Projects.Shown(file).StartsWith("src/Slipway.Releases/Facts/", StringComparison.Ordinal))
            .Select(file => (File: Projects.Shown(file), Count: ByName.Count(File.ReadAllText(file))))
            .Where(file => file.Count > 0)
            .Select(file => $"{file.File}  {file.Count}")];
        if (Environment.GetEnvironmentVariable("SLIPWAY_GOLDEN") == "write")
            Golden.Match(found, StillByName);
        var known = File.ReadLines(Repository.Root / "tests/Slipway.Architecture" / StillByName).Select(line => line.Split("  ")).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));

        Assert.None(found.Select(line => line.Split("  ")).Where(parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) > known.GetValueOrDefault(parts[0])).Select(parts => $"{parts[0]} reads {parts[1]} facts by name; give the fact a type in Slipway.Releases/Facts"));
    }

    private static bool Reaches(ImmutableDictionary<string, ImmutableHashSet<string>> uses, string from, string to, HashSet<string> seen) =>
        seen.Add(from) && uses.TryGetValue(from, out ImmutableHashSet<string>? next) && (next.Contains(to) || next.Any(one => Reaches(uses, one, to, seen)));

    [GeneratedRegex(@"\.Data(\[""|\.(GetValueOrDefault|TryGetValue|ContainsKey)\("")")]
    private static partial Regex ByName { get; }
}
