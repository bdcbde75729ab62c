using Slipway.IO;
using Slipway.ProjectModel;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.ProjectModel;

public sealed class SolutionTests : IDisposable
{
    private const string Sln = """

        Microsoft Visual Studio Solution File, Format Version 12.00
        # Visual Studio Version 17
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "App", "src\App\App.csproj", "{11111111-1111-1111-1111-111111111111}"
        EndProject
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "tests", "tests", "{22222222-2222-2222-2222-222222222222}"
        EndProject
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "App.Tests", "tests\App.Tests.csproj", "{33333333-3333-3333-3333-333333333333}"
        EndProject
        Global
        	GlobalSection(SolutionConfigurationPlatforms) = preSolution
        		Debug|Any CPU = Debug|Any CPU
        		Release|Any CPU = Release|Any CPU
        	EndGlobalSection
        	GlobalSection(NestedProjects) = preSolution
        		{33333333-3333-3333-3333-333333333333} = {22222222-2222-2222-2222-222222222222}
        	EndGlobalSection
        EndGlobal
        """;

    private const string Slnx = """
        <Solution>
          <Folder Name="/tests/">
            <File Path="readme.md" />
            <Project Path="tests/App.Tests.csproj" />
          </Folder>
          <Folder Name="/tests/deep/" />
          <Project Path="src\App\App.csproj" />
        </Solution>
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("all.sln", Sln, "App App.Tests", "tests")]
    [InlineData("all.slnx", Slnx, "App App.Tests", "tests deep")]
    public void Both_formats_tell_the_same(string name, string text, string projects, string folders)
    {
        Solution solution = Solution.Read((_folder.Path / name).WriteAllText(text));

        string asText = solution;
        AbsolutePath asPath = solution;
        Assert.Equal((asText, "all", _folder.Path), ((string)asPath, solution.Name, solution.Directory));
        Assert.Equal(projects, string.Join(' ', solution.AllProjects.Select(project => project.Name)));
        Assert.Equal(folders, string.Join(' ', solution.AllSolutionFolders.Select(folder => folder.Name)));
        Assert.Equal(["App"], solution.Projects.Select(project => project.Name));
        Assert.Equal(_folder.Path / "src/App/App.csproj", solution.GetProject("app")!.Path);
        Assert.Equal("tests", solution.GetProject("App.Tests")!.SolutionFolder!.Name);
        Assert.Equal(["App.Tests"], solution.GetSolutionFolder("tests")!.Projects.Select(project => project.Name));
        Assert.Equal(["App.Tests"], solution.GetAllProjects("*.Tests").Select(project => project.Name));
        Assert.Equal(["Debug|Any CPU", "Release|Any CPU"], solution.Configurations.Keys);
        Assert.Null(solution.GetProject("None"));
    }

    [Fact]
    public void What_others_write_into_solutions_is_read_as_dotnet_sln_does()
    {
        string odd = Sln.Replace("\t\t{33333333", "\t\t# moved\n\t\t{33333333", StringComparison.Ordinal)
            .Replace("FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}\") = \"App\"", "D954291E-2A0B-460D-934E-DC6B0785DB48}\") = \"App\"", StringComparison.Ordinal)
            .Replace("src\\App\\App.csproj", $"{_folder.Path}/elsewhere/App.shproj", StringComparison.Ordinal);

        Solution solution = Solution.Read((_folder.Path / "odd.sln").WriteAllText("\n\n" + odd));

        Assert.Equal(["App", "App.Tests"], solution.AllProjects.Select(project => project.Name));
        Assert.Equal(_folder.Path / "elsewhere/App.shproj", solution.GetProject("App")!.Path);
        Assert.Equal("tests", solution.GetProject("App.Tests")!.SolutionFolder!.Name);
    }

    [Theory]
    [InlineData("a.sln", "nonsense", 2, 1)]
    [InlineData("a.sln", "Microsoft Visual Studio Solution File\n  Project(\"{}\") = x", 2, 1)]
    [InlineData("a.sln", "Microsoft Visual Studio Solution File\nProject(\"{a}\") = \"n\", \"p\", \"{zz}\"", 2, 1)]
    [InlineData("a.slnx", "<Solution>\n  <Project />\n</Solution>", 2, 4)]
    [InlineData("a.slnx", "<Solution>\n  <Project Path=\"a\">\n</Solution>", 3, 3)]
    [InlineData("a.slnx", "<Projects/>", 1, 1)]
    public void A_malformed_file_is_refused_at_line_and_column(string name, string text, int line, int column)
    {
        AbsolutePath file = (_folder.Path / name).WriteAllText(text);

        Fault fault = Assert.Throws<FaultException>(() => Solution.Read(file)).Faults[0];

        Assert.Equal(("SLP5302", $"{file}:{line}:{column}"), (fault.Code, fault.Place));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("SLP5301", Assert.Throws<FaultException>(() => Solution.Read(_folder.Path / "no.slnx")).Faults[0].Code);

    [Fact]
    public void A_project_whose_file_is_gone_is_named_when_its_properties_are_asked_for()
    {
        Project app = Solution.Read((_folder.Path / "all.slnx").WriteAllText(Slnx)).GetProject("App")!;

        Fault fault = Assert.Throws<FaultException>(() => app.GetProperty("Title")).Faults[0];

        Assert.Equal(("SLP5303", (string)(_folder.Path / "src/App/App.csproj")), (fault.Code, fault.Place));
    }

    [Fact]
    public void Properties_are_read_without_MSBuild()
    {
        (_folder.Path / "Directory.Build.props").WriteAllText("<Project><PropertyGroup><Company>Us</Company><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>");
        (_folder.Path / "src/App/App.csproj").WriteAllText("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net8.0; net10.0</TargetFrameworks>
                <Title>$(MSBuildProjectName) by $(Company)$(Unknown)</Title>
                <Title Condition="true">never</Title>
              </PropertyGroup>
              <PropertyGroup Condition="true"><Company>Them</Company></PropertyGroup>
              <ItemGroup><PackageReference Include="Serilog" /></ItemGroup>
            </Project>
            """);
        (_folder.Path / "tests/App.Tests.csproj").WriteAllText("<Project />");
        Solution solution = Solution.Read((_folder.Path / "all.slnx").WriteAllText(Slnx));
        Project app = solution.GetProject("App")!;

        Assert.Equal(["net8.0", "net10.0"], app.GetTargetFrameworks());
        Assert.Equal("App by Us", app.GetProperty("Title"));
        Assert.Equal("Us", app.GetProperty("company"));
        Assert.Null(app.GetProperty("None"));
        Assert.True(app.HasPackageReference("serilog"));
        Assert.Equal(["net9.0"], solution.GetProject("App.Tests")!.GetTargetFrameworks());
    }
}
