using System;
using System.ComponentModel;
using System.Linq;
using Serilog;
using Slipway;
using Slipway.Git;
using Slipway.IO;
using Slipway.ProjectModel;
using Slipway.Tooling;
using Slipway.Tools.DotNet;
using Slipway.Utilities.Collections;
using static Slipway.EnvironmentInfo;
using static Slipway.IO.FileSystemTasks;
using static Slipway.Tools.DotNet.DotNetTasks;

partial class Build : SlipwayBuild
{
    public static int Main() => Execute<Build>(x => x.Compile);

    [Parameter("Configuration to build - Default is 'Debug' (local) or 'Release' (server)")]
    readonly Configuration Configuration = IsLocalBuild ? Configuration.Debug : Configuration.Release;

    [Parameter("Key for the package feed")] [Secret] readonly string FeedKey;

    [Solution] readonly Solution Solution;

    [GitRepository] readonly GitRepository GitRepository;

    AbsolutePath SourceDirectory => RootDirectory / "src";
    AbsolutePath OutputDirectory => RootDirectory / "output";

    protected override void OnBuildInitialized()
    {
        Log.Information("Building {Solution} on {Branch} as {Configuration}", Solution.Name, GitRepository.Branch, Configuration);
        base.OnBuildInitialized();
    }

    Target Clean => _ => _
        .Before(Restore)
        .Executes(() =>
        {
            SourceDirectory.GlobDirectories("**/bin", "**/obj").ForEach(x => x.DeleteDirectory());
            OutputDirectory.CreateOrCleanDirectory();
        });

    Target Restore => _ => _
        .Executes(() =>
        {
            DotNetRestore(s => s
                .SetProjectFile(Solution));
        });

    Target Compile => _ => _
        .DependsOn(Restore)
        .Executes(() =>
        {
            DotNetBuild(s => s
                .SetProjectFile(Solution)
                .SetConfiguration(Configuration)
                .EnableNoRestore());
            ReportSummary(_ => _.AddPair("Projects", Solution.AllProjects.Count.ToString()));
        });
}

[TypeConverter(typeof(TypeConverter<Configuration>))]
public class Configuration : Enumeration
{
    public static Configuration Debug = new Configuration { Value = nameof(Debug) };
    public static Configuration Release = new Configuration { Value = nameof(Release) };

    public static implicit operator string(Configuration configuration)
    {
        return configuration.Value;
    }
}
