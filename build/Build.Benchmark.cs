using Slipway;

/// <summary>How fast the build starts, beside what the runtime itself takes.</summary>
internal sealed partial class Build
{
    private Target Benchmark => _ => _
        .Description("Measure start-up against dotnet hello.dll and dotnet run --no-build, in one run")
        .Executes(cancellation => StartUpBenchmark.RunAsync(RootDirectory, TemporaryDirectory / "benchmark", cancellation));
}
