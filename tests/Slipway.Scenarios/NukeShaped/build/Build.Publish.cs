using System;
using System.Collections.Generic;
using System.Linq;
using Serilog;
using Slipway;
using Slipway.IO;
using Slipway.ProjectModel;
using Slipway.Tooling;
using Slipway.Tools.DotNet;
using static Slipway.Tools.DotNet.DotNetTasks;

partial class Build
{
    [Parameter] readonly string[] Skipped = Array.Empty<string>();

    IEnumerable<Project> Programs => Solution.GetAllProjects("*").Where(x => !Skipped.Contains(x.Name));

    Target Publish => _ => _
        .Description("Publishes every program")
        .DependsOn(Clean, Compile)
        .Requires(() => FeedKey)
        .Requires(() => Configuration == Configuration.Release || IsLocalBuild)
        .OnlyWhenDynamic(() => GitRepository.IsOnMainOrMasterBranch())
        .Triggers(Announce)
        .Executes(() =>
        {
            DotNetPublish(_ => _
                .SetConfiguration(Configuration)
                .EnableNoBuild()
                .CombineWith(Programs, (_, v) => _
                    .SetProject(v)
                    .SetOutput(OutputDirectory / v.Name)), degreeOfParallelism: 2, completeOnFailure: true);

            foreach (var file in OutputDirectory.GlobFiles("**/*.dll"))
                Log.Debug("published {File}", file);
            Assert.NotEmpty(OutputDirectory.GlobFiles("*/*.dll"));
        });

    Target Lint => _ => _
        .ProceedAfterFailure()
        .TriggeredBy(Compile)
        .OnlyWhenStatic(() => IsLocalBuild)
        .Executes(() =>
        {
            Log.Warning("{Count} files were looked at", SourceDirectory.GlobFiles("*/*.cs").Count);
        });

    Target Announce => _ => _
        .Unlisted()
        .After(Publish)
        .AssuredAfterFailure()
        .Executes(() =>
        {
            (OutputDirectory / "announcement.txt").WriteAllText($"{FeedKey.Length} {string.Join(" ", Programs.Select(x => x.Name).OrderBy(x => x))}");
            Log.Information("The key is {Key}", FeedKey);
        });
}
