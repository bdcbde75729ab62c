using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Slipway.Execution.Caching;
using Slipway.Fakes;

namespace Slipway.Tests.Execution.Caching;

/// <summary>What a hit costs: hashing goes at the speed of the processor, and what is known is not hashed.</summary>
[Collection(nameof(Alone))]
public sealed class CacheSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Megabytes = 256;
    private const int Files = 1000;
    private const int Rounds = 7;

    private readonly Workshop _shop = new();

    [Fact]
    public void Hashing_a_file_costs_little_more_than_sha256_of_what_is_in_memory()
    {
        Soak.OrSkip("measures the processor");
        byte[] bytes = RandomNumberGenerator.GetBytes(Megabytes << 20);
        Directory.CreateDirectory(_shop.Root);
        File.WriteAllBytes(_shop.Root / "large", bytes);
        var (inMemory, fromFile) = (new List<double>(), new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            inMemory.Add(Milliseconds(() => SHA256.HashData(bytes)));
            fromFile.Add(Milliseconds(() => new FileDigests(TimeProvider.System, []).Of(_shop.Root / "large")));
        }

        double share = Median([.. inMemory.Zip(fromFile).Select(pair => pair.First / pair.Second)]);
        output.WriteLine($"{Megabytes} MB: in memory {Median(inMemory):0} ms, from a file {Median(fromFile):0} ms, {share:P0} of one core's SHA-256");
        Assert.True(share > 0.6, $"{share:P0}; the goal is 80 % on a quiet machine");
    }

    [Fact]
    public async Task A_hit_of_a_thousand_files_reads_none_of_them()
    {
        for (int file = 0; file < Files; file++)
            _shop.Write($"src/{file % 20}/{file}.txt", $"content of {file}");
        _shop.Action = () =>
        {
            foreach (string file in Directory.GetFiles(_shop.Root / "src", "*", SearchOption.AllDirectories))
                _shop.Write($"out/{Path.GetFileName(file)}", File.ReadAllText(file));
        };
        _shop.Clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1)); // by then the files are old enough to be known by their stamps
        await _shop.RunAsync();
        await _shop.RunAsync();
        var (known, restored) = (new List<double>(), new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            Assert.Equal("up to date", await _shop.RunAsync());
            known.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Directory.Delete(_shop.Root / "out", recursive: true);
            started = Stopwatch.GetTimestamp();
            Assert.Equal("from cache", await _shop.RunAsync());
            restored.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        output.WriteLine($"{Files} files in, {Files} out: up to date {Median(known):0.0} ms, all put back {Median(restored):0.0} ms");
        Assert.Equal(1, _shop.Runs);
        Assert.InRange(Median(known), 0, 1000);
    }

    public void Dispose() => _shop.Dispose();

    private static double Milliseconds<T>(Func<T> work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
