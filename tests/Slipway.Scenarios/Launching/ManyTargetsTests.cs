using System.Diagnostics;
using System.Text;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>A build of 5,000 targets, each depending on the one before: listed, planned and run as whole processes.</summary>
[Collection(nameof(Alone))]
public sealed class ManyTargetsTests(GreeterRepository greeter, ITestOutputHelper output)
{
    private const int Targets = 5000;
    private const int Rounds = 5;
    private const double MostPlans = 4.5; // a run beside a plan of the same minutes: a machine that is busy is busy for both

    private string Root => Path.Combine(greeter.Slipway.Folder, "many");

    [Fact]
    public async Task A_chain_of_5000_targets_is_listed_planned_and_run_in_no_time()
    {
        Soak.OrSkip("compiles 5,000 targets");
        await SmallRepository.WriteAsync(greeter.Slipway, Root, Build());
        string last = $"T{Targets - 1}";
        Assert.Contains(last, (await RunAsync("--list")).Output, StringComparison.Ordinal);

        (double plan, string planned) = await BestAsync("--plan", last);
        (double list, string listed) = await BestAsync("--list");
        (double run, string ran) = await BestAsync(last);

        Assert.Equal(Targets, planned.Split('\n').Count(line => line.Contains("  T", StringComparison.Ordinal)));
        Assert.Contains(last, listed, StringComparison.Ordinal);
        Assert.Equal(Targets - 1, ran.Split('\n').Count(line => line.Contains("Succeeded", StringComparison.Ordinal))); // T0 does nothing
        Assert.InRange(list / plan, 0, 2);
        Assert.InRange(run / plan, 0, MostPlans);
    }

    private async Task<(double Milliseconds, string Output)> BestAsync(params string[] words)
    {
        string said = "";
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            said = (await RunAsync(words)).Output;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"{string.Join(' ', words)}: best of {Rounds} {best:0} ms");
        return (best, said);
    }

    private async Task<Ended> RunAsync(params string[] words)
    {
        await using Launch launch = Launch.Start(Root, new Dictionary<string, string>(), ["./build.sh", .. words]);
        return (await launch.EndAsync()).Expect(0);
    }

    private static string Build()
    {
        var text = new StringBuilder("using Slipway;\n\ninternal sealed class Build : SlipwayBuild\n{\n    public static int Main() => Execute<Build>();\n\n    private Target T0 => _ => _;\n");
        for (int number = 1; number < Targets; number++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    private Target T{number} => _ => _.DependsOn(T{number - 1}).Executes(() => {{ }});\n");
        return text.Append("}\n").ToString();
    }
}
