using System.Numerics;

namespace Slipway.Edge.Counting;

/// <summary>
/// About how many different values were seen, in two kilobytes whatever their number (HyperLogLog, 2,048 registers: 2.3 % standard error).
/// Writers wait for nobody: a register only grows.
/// </summary>
internal sealed class DistinctSketch
{
    private const int Bits = 11, Registers = 1 << Bits, PerWord = 4;

    private readonly int[] _words = new int[Registers / PerWord];

    /// <summary>Adds a value by its hash; a value seen before changes nothing.</summary>
    public void Add(ulong hash)
    {
        int register = (int)(hash >> (64 - Bits));
        int rank = BitOperations.LeadingZeroCount((hash << Bits) | (1UL << (Bits - 1))) + 1;
        int shift = register % PerWord * 8;
        ref int word = ref _words[register / PerWord];
        for (int seen = Volatile.Read(ref word); ((seen >> shift) & 0xFF) < rank;)
        {
            int found = Interlocked.CompareExchange(ref word, (seen & ~(0xFF << shift)) | (rank << shift), seen);
            if (found == seen)
                return;
            seen = found;
        }
    }

    /// <summary>The estimate over what any of these has seen.</summary>
    public static long Count(params ReadOnlySpan<DistinctSketch> sketches)
    {
        double sum = 0;
        int empty = 0;
        for (int register = 0; register < Registers; register++)
        {
            int highest = 0;
            foreach (DistinctSketch sketch in sketches)
                highest = Math.Max(highest, (Volatile.Read(ref sketch._words[register / PerWord]) >> (register % PerWord * 8)) & 0xFF);
            sum += Math.Pow(2, -highest);
            empty += highest == 0 ? 1 : 0;
        }

        double estimate = 0.7213 / (1 + (1.079 / Registers)) * Registers * Registers / sum;
        // Few values leave registers empty, and those are counted better by how many are.
        return (long)Math.Round(estimate <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : estimate);
    }
}
