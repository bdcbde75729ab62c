namespace Slipway.Scenarios.Stories;

/// <summary>A repository before anybody thought of Slipway.</summary>
/// <param name="Project">Folder of a project whose change makes a second release.</param>
/// <param name="Make">Commands that make it, in its root; no word has a space.</param>
internal sealed record Shape(string Project, params string[] Make)
{
    public IReadOnlyList<(string Path, string Text)> Files { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the launcher is called there.</summary>
    public string Launcher { get; init; } = "build.sh";
}

/// <summary>The shapes, each under the name its row in the table has.</summary>
internal static class Shapes
{
    private const string Ignore = "dotnet new gitignore";
    private const string Solution = "dotnet new sln -n Shop";

    private static readonly string[] Web = [Ignore, Solution, "dotnet new web -n Shop -o src/Shop --no-restore", "dotnet sln add src/Shop"];
    private static readonly string[] Library = [Ignore, Solution, "dotnet new classlib -n Wares -o src/Wares --no-restore", "dotnet sln add src/Wares"];

    public static IReadOnlyDictionary<string, Shape> All { get; } = new Dictionary<string, Shape>
    {
        ["web template as it is"] = new("src/Shop", [.. Web, .. Tests("xunit", "src/Shop")]),
        ["blazor"] = new("src/Shop", [Ignore, Solution, "dotnet new blazor -n Shop -o src/Shop --no-restore", "dotnet sln add src/Shop"]),
        ["minimal api, central, mapped"] = new("src/Shop", [Ignore, Solution, "dotnet new webapi -n Shop -o src/Shop --no-restore --no-openapi", "dotnet sln add src/Shop", .. Tests("xunit", "src/Shop")])
        {
            Files =
            [
                ("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.14.1\" /><PackageVersion Include=\"xunit\" Version=\"2.9.3\" /><PackageVersion Include=\"xunit.runner.visualstudio\" Version=\"3.1.4\" /></ItemGroup></Project>"),
                ("nuget.config", "<configuration><packageSources><clear /><add key=\"first\" value=\"the-source\" /></packageSources><packageSourceMapping><packageSource key=\"first\"><package pattern=\"*\" /></packageSource></packageSourceMapping></configuration>"),
                ("tests/Shop.Tests/Shop.Tests.csproj", Central),
            ],
        },
        ["worker"] = new("src/Jobs", [Ignore, Solution, "dotnet new worker -n Jobs -o src/Jobs --no-restore", "dotnet sln add src/Jobs"]),
        ["library, xunit v2"] = new("src/Wares", [.. Library, .. Tests("xunit", "src/Wares")]),
        ["library, NUnit on the new platform"] = new("src/Wares", [.. Library, .. Tests("nunit", "src/Wares"), "dotnet add tests/Shop.Tests package NUnit3TestAdapter --version 6.3.1", "dotnet add tests/Shop.Tests package Microsoft.Testing.Extensions.TrxReport --version 2.4.1"])
        {
            Files = [("global.json", "{ \"test\": { \"runner\": \"Microsoft.Testing.Platform\" } }\n"), ("tests/Directory.Build.props", "<Project><PropertyGroup><EnableNUnitRunner>true</EnableNUnitRunner><OutputType>Exe</OutputType></PropertyGroup></Project>\n")],
        },
        ["library, MSTest"] = new("src/Wares", [.. Library, .. Tests("mstest", "src/Wares")]),
        ["two solutions"] = new("src/Shop", [.. Web, .. Tests("xunit", "src/Shop"), "dotnet new sln -n Other"]),
        ["build/ and build.sh taken"] = new("src/Shop", Web)
        {
            Files = [("build/notes.txt", "how we build\n"), ("build.sh", "#!/bin/sh\nexec make \"$@\"\n")],
            Launcher = "slipway.sh",
        },
        ["Nuke repository"] = new("src/Shop", Web)
        {
            Files =
            [
                (".nuke/parameters.json", "{ \"$schema\": \"./build.schema.json\", \"Solution\": \"Shop.slnx\" }\n"), (".nuke/build.schema.json", "{}\n"),
                ("build/_build.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><PackageReference Include=\"Nuke.Common\" Version=\"9.0.4\" /></ItemGroup></Project>\n"), ("build/Build.cs", "class Build : NukeBuild { }\n"),
            ],
            Launcher = "slipway.sh",
        },
        ["tags without prefix"] = new("src/Shop", Web) { Tags = ["1.2.0"] },
        ["no tests"] = new("src/Shop", Web),
        ["project in the root"] = new(".", Ignore, "dotnet new webapi -n Shop -o . --no-restore"),
        ["artifacts output"] = new("src/Shop", [.. Web, .. Tests("xunit", "src/Shop")])
        {
            Files = [("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>\n")],
        },
    };

    private const string Central = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><IsPackable>false</IsPackable></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" /><PackageReference Include="xunit" /><PackageReference Include="xunit.runner.visualstudio" /><Using Include="Xunit" />
          </ItemGroup>
        </Project>
        """;

    private static string[] Tests(string template, string of) =>
        [$"dotnet new {template} -n Shop.Tests -o tests/Shop.Tests --no-restore", $"dotnet add tests/Shop.Tests reference {of}", "dotnet sln Shop.slnx add tests/Shop.Tests"];
}
