using System.Collections.Immutable;
using System.Globalization;
using Slipway.Composition;
using Slipway.Delivery.Durable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Reports.Console;
using Slipway.Running;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>One run of the tests, from starting them to the evidence on record.</summary>
internal static class TestRun
{
    public static async Task RunAsync(ITest build, CancellationToken cancellation)
    {
        if (UpToDate.IsOnlyNeeded(build, "Test") && await UpToDate.OfAsync(build, cancellation).ConfigureAwait(false) is { Tests: { } known } source)
        {
            RunScope.Current.Memory.TestedTree = source.Tree;
            UpToDate.Rest(build, $"{known.Data.GetValueOrDefault("passed")} passed on this very source at {UtcText.Of(known.Utc)}; --no-cache runs them again");
            return;
        }

        if (Directory.Exists(build.TestResultsDirectory))
            Directory.Delete(build.TestResultsDirectory, recursive: true);
        PrivateFolder.CreateIgnored(build.ArtifactsDirectory);
        CommandResult result = await StartAsync(build.TestSettings, cancellation).ConfigureAwait(false);
        var unreadable = new List<Fault>();
        TestResults tests = ReadAll(build, "*.trx", TestResults.Read, unreadable).Aggregate(TestResults.None, (sum, one) => sum.Plus(one));
        LineCoverage coverage = ReadAll(build, "*.cobertura.xml", reader => LineCoverage.Read(reader, File.Exists), unreadable).Aggregate(LineCoverage.None, (sum, one) => sum.Plus(one));
        bool hasNone = tests.Total - tests.Skipped == 0 && result.ExitCode is (0 or 8) && build.Engine.Policy.Gates.MinimumTests == 0;
        build.Report("tests", hasNone ? BuiltInGates.NoTests : $"{tests.Passed} passed, {tests.Failed} failed, {tests.Skipped} skipped");
        if (coverage.Percent is { } percent)
            build.Report("coverage", string.Create(CultureInfo.InvariantCulture, $"{percent:0.0} %"));
        // What cannot be read may have failed: that is no success, whatever else was read.
        await RecordAsync(build, unreadable.Count > 0 && result.ExitCode == 0 ? 1 : result.ExitCode, tests, coverage, cancellation).ConfigureAwait(false);
        if (unreadable.Count > 0)
            throw new FaultException(ExitCode.Failed, [.. unreadable, .. tests.Failed > 0 ? [Failed(build, tests)] : Array.Empty<Fault>()]);
        if (tests.Failed > 0)
            throw new FaultException(ExitCode.Failed, Failed(build, tests));
        if (hasNone)
            return;
        if (tests.Total - tests.Skipped == 0)
            throw new FaultException(result.ExitCode is 0 or 8 ? ExitCode.Inconclusive : ExitCode.Failed, Nothing(build, result));
        if (result.ExitCode != 0)
            throw new FaultException(ExitCode.Failed, Ended(build, result));
    }

    // Where somebody watches, each test that ends is counted on the live line.
    private static Task<CommandResult> StartAsync(DotNetTestSettings settings, CancellationToken cancellation)
    {
        if (RunScope.Current.Progress is not { } progress)
            return Dotnet.TryAsync(settings, cancellation);
        TestCount count = default;
        return Dotnet.TryAsync(settings with { PrintsEachTest = settings.PrintsEachTest ?? true }, cancellation, line => progress((count = count.After(line.Text)).Text));
    }

    private static string[] Files(ITest build, string pattern) => ResultFiles.In(build.TestResultsDirectory, pattern);

    private static ImmutableArray<T> ReadAll<T>(ITest build, string pattern, Func<TextReader, T> read, List<Fault> unreadable) =>
        ResultFiles.Read(Files(build, pattern), read, unreadable);

    // Evidence is about a tree. Without git there is none, and nothing to record: tests still run.
    private static async Task RecordAsync(ITest build, int exitCode, TestResults tests, LineCoverage coverage, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        PackageSource source;
        try
        {
            source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (FaultException none)
        {
            RunScope.Current.Say($"  nothing is recorded of these tests: {none.Faults[0].Cause.Split('\n')[0]}");
            return;
        }

        RunScope.Current.Memory.TestedTree = source.Tree;
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        Entry evidence = await journal.AppendAsync(
            EntryType.EvidenceRecorded, new Subject(), cancellation,
            [("kind", "tests"), ("tree", source.Tree), ("commit", source.Commit), ("total", Text(tests.Total)), ("passed", Text(tests.Passed)),
            ("failed", Text(tests.Failed)), ("exit", Text(exitCode)), ("skipped", Text(tests.Skipped)), ("criteria", string.Join('\n', EntryRoom.First(engine.Policy.Criteria.SelectMany(criterion => criterion.Tests).Where(tests.PassedNames.Contains).Distinct(), EntryRoom.OfText))),
            ("digests", DigestsOf(Files(build, "*.trx"))), .. TestMarks.Of(tests)]).ConfigureAwait(false);
        if (exitCode == 0 && tests.Failed == 0)
            UpToDate.Grounds(build).Keep(source.Tree, evidence, await UpToDate.GroundAsync(build, cancellation).ConfigureAwait(false));
        if (coverage.Percent is { } percent)
        {
            await journal.AppendAsync(
                EntryType.EvidenceRecorded, new Subject(), cancellation,
                ("kind", "coverage"), ("tree", source.Tree), ("commit", source.Commit), ("percent", percent.ToString("0.####", CultureInfo.InvariantCulture)),
                ("lines", Text(coverage.Lines.Count)), ("digests", DigestsOf(Files(build, "*.cobertura.xml")))).ConfigureAwait(false);
        }
    }

    private static string DigestsOf(string[] files) => string.Join(' ', EntryRoom.First(files.Select(file => Digest.Of(File.ReadAllBytes(file)).Hex), EntryRoom.OfText / 2));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Fault Failed(ITest build, TestResults tests) => new(
        "SLP1405", $"{tests.Failed} of {tests.Total} tests failed\n{string.Join('\n', tests.Failures.Take(20))}", build.TestResultsDirectory, "mend the tests or the code; the .trx files there hold every message and stack");

    private static Fault Nothing(ITest build, CommandResult result) => new(
        "SLP1406", "no test ran, so nothing is proven" + (result.ExitCode is 0 or 8 ? "" : $"; dotnet test ended with {result.ExitCode}\n{Tail(result)}"), build.SolutionFile, "check that the solution holds test projects and that no filter hides their tests; a repository without tests says \"gates\": { \"minimumTests\": 0 } in .nuke/release.json");

    private static Fault Ended(ITest build, CommandResult result) => new(
        "SLP1407", $"all {build.SolutionFile.Name} tests passed, yet dotnet test ended with {result.ExitCode}\n{Tail(result)}", build.SolutionFile, "mend what it says; --verbosity Verbose shows all of its output");

    private static string Tail(CommandResult result) => string.Join('\n', result.Output.TakeLast(20).Select(line => line.Text));
}
