using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tooling;

/// <summary>Runs one call for each of several settings.</summary>
internal static class Combination
{
    /// <summary>
    /// Results in the order of the settings. After a failure no further call starts, unless <paramref name="completeOnFailure"/>;
    /// the faults of all that failed are thrown together.
    /// </summary>
    public static IReadOnlyCollection<(T Settings, IReadOnlyCollection<Output> Output)> Run<T>(
        IEnumerable<T> settings, Func<T, IReadOnlyCollection<Output>> call, int degreeOfParallelism, bool completeOnFailure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        T[] all = [.. settings];
        var outputs = new IReadOnlyCollection<Output>[all.Length];
        var failures = new FaultException?[all.Length];
        Exception? broken = null;
        // A thread each: the calls block, and the pool would grow too slowly.
        int next = -1;
        Thread[] threads = [.. Enumerable.Range(0, Math.Max(1, Math.Min(degreeOfParallelism, all.Length)) - 1).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        Work();
        foreach (Thread thread in threads)
            thread.Join();
        if (broken is not null)
            ExceptionDispatchInfo.Throw(broken);
        ImmutableArray<FaultException> failed = [.. failures.OfType<FaultException>()];
        if (!failed.IsEmpty)
            throw failed.Length == 1 ? failed[0] : new FaultException(failed[0].ExitCode, [.. failed.SelectMany(failure => failure.Faults)], failed[0]);
        return [.. all.Zip(outputs)];

        void Work()
        {
            int index;
            while (Volatile.Read(ref broken) is null && (completeOnFailure || failures.All(failure => failure is null))
                && (index = Interlocked.Increment(ref next)) < all.Length)
            {
                try
                {
                    outputs[index] = call(all[index]);
                }
                catch (FaultException failure)
                {
                    failures[index] = failure;
                }
                catch (Exception other)
                {
                    // Cancelled or a fault of ours: it must surface on the caller's thread, not end the program here.
                    Volatile.Write(ref broken, other);
                }
            }
        }
    }
}
