using System.Text.RegularExpressions;
using System.Xml.Linq;
using Slipway.Vocabulary.Paths;

namespace Slipway.Architecture;

/// <summary>Projects reference what the table allows, and every file says where it lives.</summary>
public sealed partial class WallTests
{
    public static TheoryData<string> All => [.. Projects.All];

    [Fact]
    public void Every_project_is_in_the_table() =>
        Assert.Equal(Projects.All, Directory.EnumerateDirectories(Projects.Source, "Slipway*").Select(folder => Path.GetFileName(folder)!).Where(name => name != "Slipway.NukeCompat").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        XDocument file = XDocument.Load(Projects.Folder(project) / (project + ".csproj"));
        string[] referenced = [.. file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))];
        string[] allowed = [.. Projects.References[project].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => "Slipway." + name)];

        Assert.None(referenced.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_table_allows_nothing_that_the_compiled_code_does_not_keep_to(string project)
    {
        string[] allowed = [.. Projects.References[project].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => "Slipway." + name)];
        string[] used = [.. Code.Read(project)
            .SelectMany(type => type.Mentions)
            .Where(mention => !mention.IsOwn && mention.Type.StartsWith("Slipway.", StringComparison.Ordinal))
            .Select(mention => Projects.All.Where(other => mention.Type.StartsWith(other + ".", StringComparison.Ordinal)).MaxBy(other => other.Length)!)
            .Distinct()];

        Assert.None(used.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_namespace_is_the_project_and_the_folder(string project)
    {
        AbsolutePath folder = Projects.Folder(project);
        string[] wrong = [.. Projects.Files(project)
            .Select(file => (File: file, Found: Declared.Match(File.ReadAllText(file)), Wanted: string.Join('.', new[] { project }.Concat(folder.GetUnixRelativePathTo(file.Parent!).Split('/').Where(part => part != ".")))))
            .Where(item => item.Found.Success && item.Found.Groups[1].Value != item.Wanted)
            .Select(item => $"{Projects.Shown(item.File)} says {item.Found.Groups[1].Value}, its place says {item.Wanted}")];

        Assert.None(wrong);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_declares_exactly_one_namespace(string project)
    {
        string[] wrong = [.. Projects.Files(project)
            .Where(file => Declared.Count(File.ReadAllText(file)) != 1 && file.Name is not ("Program.cs" or "GlobalUsings.cs"))
            .Select(Projects.Shown)];

        Assert.None(wrong);
    }

    [Fact]
    public void Nobody_references_the_front_door_but_the_build_and_the_tests()
    {
        string[] wrong = [.. Projects.FilesBelow(Projects.Source, "*.csproj")
            .Where(file => XDocument.Load(file).Descendants("ProjectReference").Any(reference => ((string)reference.Attribute("Include")!).EndsWith("/Slipway.csproj", StringComparison.Ordinal)))
            .Select(Projects.Shown)];

        Assert.None(wrong);
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared { get; }
}
