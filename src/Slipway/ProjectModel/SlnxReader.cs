using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>Reads the newer solution format. Pure.</summary>
internal static class SlnxReader
{
    public static SolutionOutline Read(string text, AbsolutePath file)
    {
        XElement root = Parse(text, file);
        if (root.Name.LocalName != "Solution")
            throw Wrong(file, root, $"the root is <{root.Name.LocalName}>, not <Solution>");

        var folders = new OrderedDictionary<string, OutlineFolder>(StringComparer.Ordinal);
        var projects = ImmutableArray.CreateBuilder<OutlineProject>();
        foreach (XElement element in root.Descendants())
        {
            if (element.Name.LocalName == "Folder")
                AddFolder(folders, Required(file, element, "Name"));
            else if (element.Name.LocalName == "Project")
                projects.Add(Project(file, element, folders));
        }

        return new SolutionOutline(projects.ToImmutable(), [.. folders.Values], Configurations(file, root));
    }

    private static XElement Parse(string text, AbsolutePath file)
    {
        try
        {
            return XDocument.Parse(text, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException malformed)
        {
            throw ProjectFaults.Malformed(file, malformed.LineNumber, malformed.LinePosition, malformed.Message, malformed);
        }
    }

    private static OutlineProject Project(AbsolutePath file, XElement element, OrderedDictionary<string, OutlineFolder> folders)
    {
        string path = Required(file, element, "Path").Replace('\\', '/');
        string name = element.Attribute("DisplayName")?.Value ?? Path.GetFileNameWithoutExtension(path);
        string? folder = element.Parent is { Name.LocalName: "Folder" } parent ? AddFolder(folders, Required(file, parent, "Name")) : null;
        Guid id = Guid.Empty;
        if (element.Attribute("Id") is { } given && !Guid.TryParse(given.Value, out id))
            throw Wrong(file, given, $"'{given.Value}' is not an id of 32 hexadecimal digits");
        return new OutlineProject(name, path, id, folder);
    }

    // "/src/tools/" stands for itself and for "/src/", whether or not that is written.
    private static string? AddFolder(OrderedDictionary<string, OutlineFolder> folders, string path)
    {
        string key = path.Trim('/');
        if (key.Length == 0)
            return null;
        int slash = key.LastIndexOf('/');
        if (!folders.ContainsKey(key))
        {
            string? parent = slash < 0 ? null : AddFolder(folders, key[..slash]);
            folders[key] = new OutlineFolder(key, key[(slash + 1)..], parent);
        }

        return key;
    }

    private static ImmutableArray<string> Configurations(AbsolutePath file, XElement root)
    {
        string[] types = Names("BuildType", ["Debug", "Release"]);
        string[] platforms = Names("Platform", ["Any CPU"]);
        return [.. types.SelectMany(type => platforms.Select(platform => $"{type}|{platform}"))];

        string[] Names(string element, string[] defaults)
        {
            string[] named = [.. root.Elements("Configurations").Elements(element).Select(one => Required(file, one, "Name"))];
            return named.Length > 0 ? named : defaults;
        }
    }

    private static string Required(AbsolutePath file, XElement element, string attribute) =>
        element.Attribute(attribute)?.Value is { Length: > 0 } value
            ? value
            : throw Wrong(file, element, $"<{element.Name.LocalName}> has no {attribute}");

    private static FaultException Wrong(AbsolutePath file, IXmlLineInfo place, string cause) =>
        ProjectFaults.Malformed(file, place.LineNumber, place.LinePosition, cause);
}
