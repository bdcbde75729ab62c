using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Slipway.Targets.Declaring;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>Tells an exception of the build's own code as a fault: what was thrown, what caused it, and the line of the build where it came from.</summary>
public static class ThrownFault
{
    /// <summary>The fault of what a target threw.</summary>
    public static Fault Of(Exception exception, TargetDeclaration target) =>
        Of(exception, target.Actions.Select(action => action.Place).FirstOrDefault(place => !place.EndsWith(":0", StringComparison.Ordinal)) ?? $"{target.DeclaredBy}.{target.Name}", target.Name);

    /// <summary>The faults of what a target threw: one for each where several things failed at once.</summary>
    public static ImmutableArray<Fault> AllOf(Exception exception, TargetDeclaration target) =>
        exception is AggregateException { InnerExceptions.Count: > 1 } several
            ? [.. several.Flatten().InnerExceptions.SelectMany(inner => inner is FaultException known ? known.Faults : [Of(inner, target)])]
            : [Of(exception, target)];

    /// <summary>The fault of what was thrown outside of any target.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="place">Where, when the stack names no file.</param>
    /// <param name="words">What to type to see it again: targets, or nothing.</param>
    public static Fault Of(Exception exception, string place, string words)
    {
        Exception[] chain = [.. Chain(exception)];
        string cause = string.Join("\ncaused by ", chain.Select(thrown => $"{thrown.GetType().Name}: {thrown.Message}"));
        // The innermost is where it began.
        string? line = chain.Reverse().Select(thrown => BuildLine.In(new StackTrace(thrown, fNeedFileInfo: true))).FirstOrDefault(found => found is not null);
        string mend = chain[^1] is CultureNotFoundException
            ? "put <InvariantGlobalization>false</InvariantGlobalization> into _build.csproj; build programs start faster without the data of cultures"
            : $"./build.sh {words}{(words.Length > 0 ? " " : "")}--verbosity Verbose shows the stack and everything that was printed";
        return new Fault("SLP1301", cause, line ?? place, mend);
    }

    // Wrappers that only say "see inside" are left out.
    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? thrown = exception; thrown is not null; thrown = thrown.InnerException)
        {
            if (thrown is not (TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }) || thrown.InnerException is null)
                yield return thrown;
        }
    }
}
