using System.Diagnostics;
using System.Globalization;

namespace Slipway.Tests.Front.Caching;

/// <summary>
/// A build program is killed at any moment, and two work at once: whoever ends well has made exactly what the source says, from the cache or not.
/// <c>./build.sh CacheKills</c> does it ten thousand times, and a thousand times two at once.
/// </summary>
[Collection(nameof(Alone))]
public sealed class KilledCacheTests(ITestOutputHelper output) : IDisposable
{
    private readonly BuiltRepository _build = new();

    // Few sources and flavours, so that most of what is asked for was made before.
    private readonly Random _chance = new(Seed);

    private static int Seed => Number("SLIPWAY_CACHE_SEED", 17);

    [Fact]
    public async Task Killed_anywhere_a_build_never_takes_a_wrong_thing_from_the_cache()
    {
        int kills = Number("SLIPWAY_CACHE_KILLS", 12);
        (int killed, int hits, int runs) = (0, 0, 0);
        double longest = 700;
        for (int round = 0; round < kills; round++)
        {
            string flavor = Change();
            using (Process process = Start(flavor, _build))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_chance.NextDouble() * longest), TestContext.Current.CancellationToken);
                killed += process.HasExited ? 0 : 1;
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            if (_chance.Next(3) == 0)
                flavor = Change(); // what was begun is not always what is asked for next
            long started = Stopwatch.GetTimestamp();
            (int exitCode, string said) = await _build.RunAsync("Make", "--flavor", flavor, "--pause", "3");
            longest = Stopwatch.GetElapsedTime(started).TotalMilliseconds * 1.2;
            Assert.True(exitCode == 0, said);
            _build.MustHaveMade(flavor);
            hits += said.Contains("up to date", StringComparison.Ordinal) || said.Contains("from cache", StringComparison.Ordinal) ? 1 : 0;
            runs += _build.TakeRan().Length > 0 ? 1 : 0;
        }

        output.WriteLine($"{killed} of {kills} killed while they ran, {hits} hits after them, {runs} rounds in which it ran, 0 wrong; seed {Seed}");
        Assert.True(killed > 0 && hits > 0, "neither a kill nor a hit proves nothing");
    }

    [Fact]
    public async Task Two_builds_at_once_end_well_and_neither_spoils_the_other()
    {
        int rounds = Number("SLIPWAY_CACHE_RACES", 5);
        for (int round = 0; round < rounds; round++)
        {
            (string one, string other) = (Change(), Flavor());
            using Process first = Start(one, _build);
            await Task.Delay(_chance.Next(40), TestContext.Current.CancellationToken);
            using Process second = Start(other, _build);
            string[] said = await Task.WhenAll(first.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), second.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            await second.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(first.ExitCode == 0 && second.ExitCode == 0, string.Concat(said));
            foreach (string flavor in new[] { one, other })
            {
                (int exitCode, string again) = await _build.RunAsync("Make", "--flavor", flavor);
                Assert.True(exitCode == 0, again);
                _build.MustHaveMade(flavor);
            }
        }

        output.WriteLine($"{rounds} races, 0 wrong; seed {Seed}");
    }

    public void Dispose() => _build.Dispose();

    private static Process Start(string flavor, BuiltRepository build)
    {
        Process process = build.Start(BuiltRepository.ProgramFolder, [], "Make", "--flavor", flavor, "--pause", "3");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private string Change()
    {
        _build.Write("src/a.txt", "variant " + _chance.Next(3));
        for (int index = 0; index < 8; index++)
            _build.Write($"src/many/{index}.txt", _chance.Next(40) == 0 ? "odd" : "even");
        return Flavor();
    }

    private string Flavor() => _chance.Next(2) == 0 ? "plain" : "sweet";

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
