using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Composition;
using Slipway.Delivery.Proving;
using Slipway.Delivery.Scanning;
using Slipway.Delivery.Shape;
using Slipway.Releases.Evidence;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>
/// What is on record of the very source at hand, asked once a run: whether its tests succeeded here on this ground, and whether it is sealed.
/// Then a run that needs them and does not name them has nothing to do. Everything is known by digest; no time stamp counts.
/// </summary>
internal static class UpToDate
{
    // None of these looks at what was compiled once the package is sealed.
    private static readonly ImmutableArray<string> Chain = ["Restore", "Compile", "Test", "Package", "Stage", "SmokeTest", "Release"];

    /// <summary>True where tests and package of this source are on record, and nothing in this run asks for more.</summary>
    public static bool IsWhole(KnownSource known, ICompile build) =>
        known.Tests is not null
        && (known.Package is not null || build is not IPackage)
        && build is SlipwayBuild { ScheduledTargets: var scheduled } && scheduled.All(Chain.Contains);

    /// <summary>True where a target was not named, only needed.</summary>
    public static bool IsOnlyNeeded(ICompile build, string target) =>
        build is SlipwayBuild { InvokedTargets: var invoked } && !invoked.Contains(target);

    /// <summary>Says in the summary that a target had nothing to do.</summary>
    public static void Rest(ICompile build, string why)
    {
        RunScope.Current.Say($"  up to date: {why}");
        build.Report("", "up to date");
    }

    /// <summary>What is known in this run.</summary>
    public static Task<KnownSource> OfAsync(ICompile build, CancellationToken cancellation) =>
        RunScope.Current.Memory.Known ??= ReadAsync(build, cancellation);

    /// <summary>The ground that tests stand on now.</summary>
    public static async Task<TestGround> GroundAsync(ITest build, CancellationToken cancellation)
    {
        RunScope scope = RunScope.Current;
        (string? sdk, _) = await new ShapeSource(scope.Runner, build.RootDirectory).ReadSdkAsync(cancellation).ConfigureAwait(false);
        return new TestGround
        {
            Command = build.TestSettings.ToCommand().ToString(),
            Sdk = sdk ?? "none",
            Machine = $"{RuntimeInformation.OSDescription} {RuntimeInformation.RuntimeIdentifier}",
            Packages = await RestoredAsync(build, cancellation).ConfigureAwait(false),
            Variables = TestGround.Counted(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value ?? ""))),
        };
    }

    /// <summary>Where grounds are remembered.</summary>
    public static TestGrounds Grounds(ITest build) => new(build.StateDirectory / "tests");

    private static async Task<KnownSource> ReadAsync(ICompile build, CancellationToken cancellation)
    {
        if (build is not ITest { NoCache: false } tested)
            return KnownSource.Nothing;
        try
        {
            ReleaseEngine engine = build.Engine;
            PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
            ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).State;
            if (state.EvidenceOf("tests", source.Tree) is not { } evidence
                || evidence.Data.GetValueOrDefault("exit") != "0"
                || Grounds(tested).TryRead(source.Tree, evidence) is not { } before)
                return KnownSource.Nothing with { Tree = source.Tree };
            ImmutableArray<string> differences = (await GroundAsync(tested, cancellation).ConfigureAwait(false)).Differences(before);
            if (!differences.IsEmpty)
            {
                string more = differences.Length > 3 ? $" and {differences.Length - 3} more" : "";
                RunScope.Current.Say($"  this source was tested, but {string.Join("; ", differences.Take(3))}{more}");
                return KnownSource.Nothing with { Tree = source.Tree };
            }

            string? made = build is IPackage package ? await SealedAsync(package, engine, state, source, cancellation).ConfigureAwait(false) : null;
            return new KnownSource(source.Tree, evidence, made);
        }
        catch (FaultException)
        {
            return KnownSource.Nothing; // without git, a version or a ledger everything runs, and says itself what it misses
        }
    }

    private static async Task<string?> SealedAsync(
        IPackage build, ReleaseEngine engine, ReleaseState state, PackageSource source, CancellationToken cancellation)
    {
        if (state.NewestOf(source.Commit, source.Tree) is not { } id
            || !(await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(id))
            return null;
        string version = (await VersionOf.DecideAsync(build, engine, cancellation).ConfigureAwait(false)).Version;
        return state.Packages[id].Version == version && (await engine.Ports.Packages.VerifyAsync(id, cancellation).ConfigureAwait(false)).IsEmpty ? id : null;
    }

    // What a floating version was resolved to stands in no source. The versions alone: a publish writes these files anew with the same ones.
    private static async Task<string> RestoredAsync(ITest build, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (AbsolutePath project in SolutionProjects.Of(build).OrderBy(project => (string)project, StringComparer.Ordinal))
        {
            AbsolutePath assets = SolutionGround.AssetsOf(project);
            string packages = File.Exists(assets) ? Versions(await File.ReadAllTextAsync(assets, cancellation).ConfigureAwait(false)) : "not restored";
            digest.AppendData(Encoding.UTF8.GetBytes($"{build.RootDirectory.GetRelativePathTo(project)}\n{packages}\n"));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static string Versions(string assets)
    {
        try
        {
            return string.Join('\n', RestoredPackages.Parse(assets).Packages.Select(package => package.Name).Order(StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return "unreadable"; // the restore that mends it comes first
        }
    }
}
