namespace Slipway.Vocabulary.Routing;

/// <summary>The fixed buckets that times are counted in: 32 to each doubling, so that neighbours are 2.2 % apart, from a microsecond to half a minute.</summary>
public static class LatencyScale
{
    /// <summary>Buckets in a doubling.</summary>
    public const int PerDoubling = 32;

    /// <summary>How many buckets there are; the last one holds all that is longer.</summary>
    public const int Buckets = 25 * PerDoubling;

    /// <summary>The bucket of a time.</summary>
    /// <param name="microseconds">The time; below one counts as one.</param>
    public static int BucketOf(double microseconds) => microseconds <= 1 ? 0 : Math.Min(Buckets - 1, (int)(Math.Log2(microseconds) * PerDoubling));

    /// <summary>Where a bucket begins, in microseconds.</summary>
    /// <param name="bucket">Number of the bucket, from 0.</param>
    public static double StartOf(int bucket) => Math.Pow(2, bucket / (double)PerDoubling);

    /// <summary>How many buckets further a time lies that is longer by a factor; never further than the factor.</summary>
    /// <param name="factor">At least one.</param>
    public static int StepsOf(double factor) => (int)Math.Floor((Math.Log2(factor) * PerDoubling) + 1e-9);
}
