using System.Collections.Immutable;
using System.Text;
using Slipway.Delivery.Durable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Makes what <c>dotnet publish</c> gives the same bytes in every folder, without leaving anything out.</summary>
internal static class PublishedFolder
{
    /// <summary>The property that makes a project take <see cref="TargetsOf"/> in.</summary>
    public const string TargetsProperty = "CustomAfterDirectoryBuildTargets";

    // Razor writes the absolute path of each page into the code it generates (a checksum of that code ends in the symbols, a position in it in
    // the names of tag helpers), and no path map of the compiler reaches it. So pages are handed to the compiler by a path that is the same
    // everywhere: below its own working folder. The compiler server works elsewhere and is left out for these projects.
    private const string Targets = """
        <Project>
          <Target Name="SlipwayPagePaths" AfterTargets="_PrepareRazorSourceGenerators" Condition="Exists('/proc/self/cwd')">
            <PropertyGroup>
              <_SlipwayHere>$(MSBuildProjectDirectory)/</_SlipwayHere>
            </PropertyGroup>
            <ItemGroup>
              <_SlipwayPage Include="@(AdditionalFiles)" Condition="'%(Extension)' == '.cshtml' or '%(Extension)' == '.razor'" />
              <_SlipwayPage Remove="@(_SlipwayPage)" Condition="!$([System.String]::Copy('%(FullPath)').StartsWith('$(_SlipwayHere)'))" />
              <AdditionalFiles Remove="@(_SlipwayPage)" />
              <_SlipwayPage>
                <SlipwayPath>$([System.String]::Copy('%(FullPath)').Replace('$(_SlipwayHere)', '/proc/self/cwd/'))</SlipwayPath>
              </_SlipwayPage>
              <AdditionalFiles Include="@(_SlipwayPage->'%(SlipwayPath)')" />
            </ItemGroup>
            <PropertyGroup Condition="'@(_SlipwayPage)' != ''">
              <UseSharedCompilation>false</UseSharedCompilation>
            </PropertyGroup>
          </Target>
          <Target Name="SlipwayPathMap" AfterTargets="_SetPathMapFromSourceRoots" BeforeTargets="CoreCompile" Condition="'@(_SlipwayPage)' != ''">
            <PropertyGroup>
              <_SlipwayMapped>/_/</_SlipwayMapped>
              <_SlipwayMapped Condition="$(_SlipwayHere.StartsWith('%(SourceRoot.Identity)')) and '%(SourceRoot.MappedPath)' != ''">%(SourceRoot.MappedPath)$(_SlipwayHere.Substring($([System.String]::Copy('%(SourceRoot.Identity)').Length)))</_SlipwayMapped>
              <PathMap>/proc/self/cwd/=$(_SlipwayMapped),$(PathMap)</PathMap>
            </PropertyGroup>
          </Target>
        </Project>

        """;

    /// <summary>Where the additions to a project lie while packages are made.</summary>
    public static AbsolutePath TargetsOf(AbsolutePath root) => root / ".nuke" / "temp" / "package.targets";

    /// <summary>Writes the additions to a project.</summary>
    public static async Task WriteTargetsAsync(AbsolutePath root, CancellationToken cancellation)
    {
        PrivateFolder.CreateIgnored(root / ".nuke" / "temp");
        if (!File.Exists(TargetsOf(root)) || await File.ReadAllTextAsync(TargetsOf(root), cancellation) != Targets)
            await File.WriteAllTextAsync(TargetsOf(root), Targets, cancellation);
    }

    /// <summary>Gives all static files of all services one time: the commit's, the only one that may reach the bytes.</summary>
    public static async Task SettleTimesAsync(AbsolutePath services, DateTimeOffset time, CancellationToken cancellation)
    {
        if (!Directory.Exists(services))
            return;
        foreach (string list in Directory.EnumerateFiles(services, $"*{StaticAssetTimes.ListEnding}", SearchOption.AllDirectories))
        {
            string text = await File.ReadAllTextAsync(list, cancellation);
            await File.WriteAllTextAsync(list, StaticAssetTimes.Settle(text, time), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
        }
    }

    /// <summary>The file that starts what was published of a project.</summary>
    /// <exception cref="FaultException">Nothing there can be told to be a program (exit 2).</exception>
    public static string ProgramOf(string service, AbsolutePath project, AbsolutePath services)
    {
        ImmutableArray<string> files = [.. Directory.EnumerateFiles(services / service).Select(Path.GetFileName).OfType<string>()];
        return ProgramFile.Choose(project.NameWithoutExtension, files) ?? throw new FaultException(ExitCode.Usage, NoProgram(service, project.NameWithoutExtension));
    }

    private static Fault NoProgram(string service, string project) => new(
        "SLP1674", $"what was published of {service} holds no {project}.dll and no other program that can be told", $"service {service} of the build",
        $"name the file in the build: EntryPoint = \"…\"; a library has no program to start");
}
