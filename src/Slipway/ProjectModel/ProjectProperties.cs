using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>Reads what a project file says in plain words; see <see cref="Project.GetProperty"/> for what is not understood.</summary>
internal static partial class ProjectProperties
{
    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference { get; }

    public static Dictionary<string, string> Read(AbsolutePath project)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["MSBuildProjectDirectory"] = project.Parent!,
            ["MSBuildProjectName"] = project.NameWithoutExtension,
        };
        if (NearestProps(project) is { } props)
            Collect(props, values);
        Collect(project, values);
        return values;
    }

    public static IReadOnlyCollection<string> PackageReferences(AbsolutePath project) =>
        [.. Load(project).Descendants().Where(element => element.Name.LocalName == "PackageReference")
            .Select(element => element.Attribute("Include")?.Value).OfType<string>()];

    // MSBuild imports the first one found upwards, and no further ones.
    private static AbsolutePath? NearestProps(AbsolutePath project)
    {
        for (AbsolutePath? folder = project.Parent; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(folder / "Directory.Build.props"))
                return folder / "Directory.Build.props";
        }

        return null;
    }

    private static void Collect(AbsolutePath file, Dictionary<string, string> values)
    {
        values["MSBuildThisFileDirectory"] = file.Parent! + "/";
        IEnumerable<XElement> groups = Load(file).Elements()
            .Where(element => element.Name.LocalName == "PropertyGroup" && element.Attribute("Condition") is null);
        foreach (XElement property in groups.Elements().Where(property => property.Attribute("Condition") is null))
            values[property.Name.LocalName] = Reference.Replace(property.Value.Trim(), match => values.GetValueOrDefault(match.Groups["name"].Value, ""));
    }

    private static XElement Load(AbsolutePath file)
    {
        if (!File.Exists(file))
            throw ProjectFaults.NoProject(file);
        try
        {
            return XDocument.Load(file, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException malformed)
        {
            throw ProjectFaults.Malformed(file, malformed.LineNumber, malformed.LinePosition, malformed.Message, malformed);
        }
    }
}
