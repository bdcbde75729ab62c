using System.Numerics;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Counting;

/// <summary>What one deployment was asked and how it answered. Counted by each processor in a stripe of its own, so that none waits for another; nothing is allocated.</summary>
internal sealed class Tally
{
    private const int Sum = Outcomes.Kinds, FirstBucket = Sum + 1;
    private const int Padding = 16; // two lines of a cache: neighbours in memory are no neighbours in use

    private readonly long[][] _stripes;
    private readonly int _mask;

    public Tally()
    {
        int stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount, 1, 16));
        _mask = stripes - 1;
        _stripes = [.. Enumerable.Range(0, stripes).Select(_ => new long[Padding + FirstBucket + LatencyScale.Buckets + Padding])];
    }

    /// <param name="outcome">How the request ended.</param>
    /// <param name="taken">How long it took; null where a time says nothing, as of a stream.</param>
    public void Add(Outcome outcome, TimeSpan? taken)
    {
        long[] stripe = _stripes[Thread.GetCurrentProcessorId() & _mask];
        Interlocked.Increment(ref stripe[Padding + (int)outcome]);
        if (outcome != Outcome.Answered || taken is not { } time)
            return;
        double microseconds = time.TotalMicroseconds;
        Interlocked.Add(ref stripe[Padding + Sum], (long)microseconds);
        Interlocked.Increment(ref stripe[Padding + FirstBucket + LatencyScale.BucketOf(microseconds)]);
    }

    public ArmCounts Read(RouteTable arm, int weight, long? users)
    {
        long[] latency = [.. Enumerable.Range(0, LatencyScale.Buckets).Select(bucket => Of(FirstBucket + bucket))];
        int last = Array.FindLastIndex(latency, count => count > 0);
        return new ArmCounts(
            arm.DeploymentId, arm.PackageId, weight, Of((int)Outcome.Answered), Of((int)Outcome.ServerError), Of((int)Outcome.Unreachable), Of((int)Outcome.TimedOut), Of((int)Outcome.Broken),
            Of((int)Outcome.Left), [.. latency.AsSpan(0, last + 1)], Of(Sum), users);
    }

    private long Of(int place) => _stripes.Sum(stripe => Volatile.Read(ref stripe[Padding + place]));
}
