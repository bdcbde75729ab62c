using System.Text.RegularExpressions;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>Reads the older solution format. Pure.</summary>
internal static partial class SlnReader
{
    private const string FolderType = "2150E333-8FDC-42A3-9474-1A3956D46DE8";

    [GeneratedRegex("""^Project\("\{(?<type>[^}]*)\}"\)\s*=\s*"(?<name>[^"]*)"\s*,\s*"(?<path>[^"]*)"\s*,\s*"\{(?<id>[^}]*)\}"$""", RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectLine { get; }

    [GeneratedRegex(@"^\{(?<child>[^}]*)\}\s*=\s*\{(?<parent>[^}]*)\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex NestingLine { get; }

    public static SolutionOutline Read(string text, AbsolutePath file)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines.Take(3).Any(line => line.TrimStart('\uFEFF').StartsWith("Microsoft Visual Studio Solution File", StringComparison.Ordinal)))
            throw ProjectFaults.Malformed(file, 1, 1, "the first line is not that of a solution file");

        var entries = new List<(string Type, string Name, string Path, Guid Id)>();
        var configurations = new List<string>();
        var parents = new Dictionary<Guid, Guid>();
        string section = "";
        for (int number = 1; number <= lines.Length; number++)
        {
            string line = lines[number - 1];
            string content = line.Trim();
            if (content.StartsWith("Project(", StringComparison.Ordinal))
                entries.Add(Entry(file, number, line));
            else if (content.StartsWith("GlobalSection(", StringComparison.Ordinal))
                section = content[14..Math.Max(14, content.IndexOf(')'))];
            else if (content == "EndGlobalSection")
                section = "";
            else if (section == "SolutionConfigurationPlatforms" && content.Contains('='))
                configurations.Add(content.Split('=')[0].Trim());
            else if (section == "NestedProjects" && content.Length > 0)
                Nest(file, number, line, parents);
        }

        return Outline(entries, parents, configurations);
    }

    private static SolutionOutline Outline(
        List<(string Type, string Name, string Path, Guid Id)> entries, Dictionary<Guid, Guid> parents, List<string> configurations)
    {
        ILookup<bool, (string Type, string Name, string Path, Guid Id)> kinds =
            entries.ToLookup(entry => entry.Type.Equals(FolderType, StringComparison.OrdinalIgnoreCase));
        HashSet<Guid> folders = [.. kinds[true].Select(folder => folder.Id)];
        return new SolutionOutline(
            [.. kinds[false].Select(project => new OutlineProject(project.Name, project.Path.Replace('\\', '/'), project.Id, Parent(project.Id)))],
            [.. kinds[true].DistinctBy(folder => folder.Id).Select(folder => new OutlineFolder(folder.Id.ToString(), folder.Name, Parent(folder.Id)))],
            [.. configurations]);

        string? Parent(Guid id) => parents.TryGetValue(id, out Guid parent) && folders.Contains(parent) ? parent.ToString() : null;
    }

    private static (string, string, string, Guid) Entry(AbsolutePath file, int number, string line)
    {
        Match match = ProjectLine.Match(line.Trim());
        if (!match.Success)
            throw ProjectFaults.Malformed(file, number, Column(line), "this is not Project(\"{type}\") = \"name\", \"path\", \"{id}\"");
        return (match.Groups["type"].Value, match.Groups["name"].Value, match.Groups["path"].Value, Id(file, number, line, match.Groups["id"]));
    }

    private static void Nest(AbsolutePath file, int number, string line, Dictionary<Guid, Guid> parents)
    {
        Match match = NestingLine.Match(line.Trim());
        if (!match.Success)
            throw ProjectFaults.Malformed(file, number, Column(line), "this is not {child} = {parent}");
        parents[Id(file, number, line, match.Groups["child"])] = Id(file, number, line, match.Groups["parent"]);
    }

    private static Guid Id(AbsolutePath file, int number, string line, Group text) =>
        Guid.TryParse(text.Value, out Guid id)
            ? id
            : throw ProjectFaults.Malformed(file, number, Column(line) + text.Index, $"'{text.Value}' is not an id of 32 hexadecimal digits");

    private static int Column(string line) => line.Length - line.TrimStart().Length + 1;
}
