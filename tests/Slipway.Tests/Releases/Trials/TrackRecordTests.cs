using System.Globalization;
using Slipway.Fakes;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;

namespace Slipway.Tests.Releases.Trials;

/// <summary>What the judge finds and what it lets be, in figures that anybody can make again: seeded traffic, and TRACK-RECORD.md beside this file.</summary>
public sealed class TrackRecordTests
{
    private const int Alarms = 400, Trials = 100, Deadline = 180;

    private static readonly RolloutPlan Plan = RolloutPlan.Canary(new(1, TimeSpan.FromMinutes(1)), new(5, TimeSpan.FromMinutes(1)), new(25, TimeSpan.FromMinutes(1)));

    private static readonly double[] Shares = [0.01, 0.05, 0.25];

    // Others compare without a margin.
    private static readonly RolloutPlan Plain = Plan with { HarmLatency = 1 };

    [Fact]
    public void The_track_record_is_as_it_was()
    {
        Soak.LongOrSkip("tries thousands of simulated rollouts", "TrackRecord");

        Golden.Match(
        [
            "# Track record of the judge", "",
            "Written by `./build.sh TrackRecord`; the seeds are 1, 2, 3, …, so that the same figures come again.",
            "Simulated: 100 requests a second in all, a look each 5 s, 0.2 % of requests of the serving release fail, log-normal latencies (sigma 0.5);",
            "the default plan (errors, median, tail and extreme latency; alpha 0.01 over all of them). Beside it, on the same kind of traffic:",
            "a fixed threshold (1 % of requests failed and more than 3, or 15 % slower than nine of ten) and a z-test at every look (level 0.01, errors and tail).", "",
            "## A release that is no worse", "",
            string.Create(CultureInfo.InvariantCulture, $"Taken back by chance, of {Alarms} rollouts."), "",
            "| traffic | looks | share of traffic | judge | threshold | z-test |",
            "|---|---|---|---|---|---|",
            .. Shares.Select(share => FalseAlarms("independent", share, 1_000, default)),
            .. Shares.Select(share => FalseAlarms("errors wander by half, correlated by 0.3 from look to look", share, 144, (0.5, 0.3))), "",
            "## A release that is worse", "",
            string.Create(CultureInfo.InvariantCulture, $"Taken back within 15 minutes, of {Trials} rollouts, and the median time; and what the judge passed as good (the rest it holds, and takes back at the deadline)."), "",
            "| what is worse | share of traffic | judge | passed as good | threshold | z-test |",
            "|---|---|---|---|---|---|",
            .. from harm in Harms from share in Shares select Detection(harm.Name, share, harm.Errors, harm.Slowness),
        ], "TRACK-RECORD.md");
    }

    private static (string Name, double Errors, double Slowness)[] Harms =>
    [
        ("errors 0.2 % → 0.7 %", 0.007, 1), ("errors 0.2 % → 2.2 %", 0.022, 1), ("errors × 5", 0.01, 1),
        ("latency + 10 %", 0.002, 1.1), ("latency + 25 %", 0.002, 1.25), ("latency + 50 %", 0.002, 1.5),
    ];

    private static string FalseAlarms(string name, double share, int looks, (double Size, double Stays) wander)
    {
        Traffic Next(RolloutPlan plan, int seed) => new(plan, seed) { Share = share, Wander = wander };
        int judge = Seeds(Alarms).Count(seed => Course.Of(Plan, Next(Plan, seed), looks, endsWhenSafe: false, share).Finding == Finding.Harmful);
        int threshold = Seeds(Alarms).Count(seed => Rivals.Alarm(Plain, Next(Plain, seed), looks, Rivals.IsOverThreshold) is not null);
        int test = Seeds(Alarms).Count(seed => Rivals.Alarm(Plain, Next(Plain, seed), looks, Rivals.IsSignificant) is not null);
        Assert.True(judge <= Alarms * (wander.Size > 0 ? 0.026 : 0.01), $"{name}, {share:P0}: {judge} false alarms of {Alarms}");
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {looks:N0} | {share:P0} | {judge} ({Part(judge, Alarms)}) | {threshold} ({Part(threshold, Alarms)}) | {test} ({Part(test, Alarms)}) |");
    }

    private static string Detection(string name, double share, double errors, double slowness)
    {
        Traffic Next(RolloutPlan plan, int seed) => new(plan, seed) { Share = share, CanaryErrors = errors, Slowness = slowness };
        Course[] judged = [.. Seeds(Trials).Select(seed => Course.Of(Plan, Next(Plan, seed), Deadline, endsWhenSafe: true, share))];
        string judge = Told([.. judged.Where(course => course.Finding == Finding.Harmful).Select(course => course.Looks)]);
        int passed = judged.Count(course => course.Finding == Finding.Safe);
        string threshold = Told([.. Seeds(Trials).Select(seed => Rivals.Alarm(Plain, Next(Plain, seed), Deadline, Rivals.IsOverThreshold)).OfType<int>()]);
        string test = Told([.. Seeds(Trials).Select(seed => Rivals.Alarm(Plain, Next(Plain, seed), Deadline, Rivals.IsSignificant)).OfType<int>()]);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {share:P0} | {judge} | {passed} | {threshold} | {test} |");
    }

    private static string Told(int[] looks) => looks.Length == 0
        ? "0 %"
        : string.Create(CultureInfo.InvariantCulture, $"{Part(looks.Length, Trials)}, {looks.Order().ElementAt(looks.Length / 2) * 5 / 60.0:0.0} min");

    private static string Part(int some, int all) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * some / all:0.#} %");

    private static IEnumerable<int> Seeds(int number) => Enumerable.Range(1, number);
}
