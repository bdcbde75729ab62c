using Slipway;

/// <summary>How fast the build starts, beside what the runtime itself takes.</summary>
internal sealed partial class Build
{
    private Target Benchmark => _ => _
        .Description("Measure start-up against dotnet hello.dll and dotnet run --no-build, and eight targets at once, in one run")
        .Executes(cancellation => StartUpBenchmark.RunAsync(RootDirectory, TemporaryDirectory / "benchmark", cancellation));

    // Eight that wait, for Benchmark.
    private Target Seconds => _ => _.Unlisted().DependsOn(Second1, Second2, Second3, Second4, Second5, Second6, Second7, Second8);

    private Target Second1 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second2 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second3 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second4 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second5 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second6 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second7 => _ => _.Unlisted().Executes(WaitASecond);

    private Target Second8 => _ => _.Unlisted().Executes(WaitASecond);

    private static void WaitASecond() => Thread.Sleep(1000);
}
