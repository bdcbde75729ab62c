using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Tools.DotNet;
using static Slipway.Tools.DotNet.DotNetTasks;

/// <summary>Long soaks that the gate has no time for.</summary>
internal sealed partial class Build
{
    private Target LedgerRaces => _ => _
        .Description("Let 16 processes append 1,000 entries each, 8 clones push 200 each, and kill verbs at every call; nothing may be lost")
        .DependsOn(((ICompile)this).Compile)
        .Executes(() => DotNetTest(new DotNetTestSettings
        {
            ProjectFile = RootDirectory / "tests" / "Slipway.Tests",
            Configuration = "Release",
            NoBuild = true,
            Filter = "FullyQualifiedName~LedgerRaceTests|FullyQualifiedName~KillMatrixTests",
            Loggers = ["console;verbosity=detailed"],
            ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_RACES", "1").Add("SLIPWAY_SOAK", "1"),
        }));

    private Target LongStories => _ => _
        .Description("Run the stories that are too long for the gate: evidence that is bad or missing, jobs that share a remote and a file, large packages")
        .DependsOn(((ICompile)this).Compile)
        .Executes(() => DotNetTest(new DotNetTestSettings
        {
            ProjectFile = RootDirectory / "tests" / "Slipway.Scenarios",
            Configuration = "Release",
            NoBuild = true,
            Filter = "FullyQualifiedName~EvidenceTests|FullyQualifiedName~CarriedPackageTests|FullyQualifiedName~SharedLedgerTests|FullyQualifiedName~SecondRunTests|FullyQualifiedName~InterruptedStepTests",
            Loggers = ["console;verbosity=detailed"],
            ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_SOAK", "long"),
        }));

    private Target TrackRecord => _ => _
        .Description("Write anew what the judge of rollouts finds and lets be on simulated traffic: tests/Slipway.Tests/Releases/Trials/TRACK-RECORD.md")
        .DependsOn(((ICompile)this).Compile)
        .Executes(() => DotNetTest(new DotNetTestSettings
        {
            ProjectFile = RootDirectory / "tests" / "Slipway.Tests",
            Configuration = "Release",
            NoBuild = true,
            Filter = "FullyQualifiedName~TrackRecordTests",
            ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_SOAK", "long").Add("SLIPWAY_GOLDEN", "write"),
        }));

    private Target CacheKills => _ => _
        .Description("Kill builds with cached targets 10,000 times at any moment, and let two work at once 1,000 times; nothing wrong may come from the cache")
        .DependsOn(((ICompile)this).Compile)
        .Executes(() => DotNetTest(new DotNetTestSettings
        {
            ProjectFile = RootDirectory / "tests" / "Slipway.Tests",
            Configuration = "Release",
            NoBuild = true,
            Filter = "FullyQualifiedName~KilledCacheTests",
            Loggers = ["console;verbosity=detailed"],
            ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_CACHE_KILLS", "10000").Add("SLIPWAY_CACHE_RACES", "1000"),
        }));

    private Target Shapes => _ => _
        .Description("Adopt, release twice and take back repositories of fourteen shapes and services of all kinds; artifacts/shapes.txt has the table")
        .DependsOn(((ICompile)this).Compile)
        .Executes(() =>
        {
            AbsolutePath table = ((IApplication)this).ArtifactsDirectory / "shapes.txt";
            File.Delete(table);
            DotNetTest(new DotNetTestSettings
            {
                ProjectFile = RootDirectory / "tests" / "Slipway.Scenarios",
                Configuration = "Release",
                NoBuild = true,
                Filter = "FullyQualifiedName~ShapesTests|FullyQualifiedName~AnyServiceTests",
                Loggers = ["console;verbosity=detailed"],
                ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_SHAPES", table),
            });
        });
}
