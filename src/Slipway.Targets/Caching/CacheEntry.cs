using System.Collections.Immutable;

namespace Slipway.Targets.Caching;

/// <summary>Where a line of a target's log came from.</summary>
public enum LogSource
{
    /// <summary>The build said it.</summary>
    Build,

    /// <summary>A command began.</summary>
    Command,

    /// <summary>A command printed it.</summary>
    Output,

    /// <summary>A command printed it on standard error.</summary>
    Error,
}

/// <summary>One line of a target's log, masked.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Text">What it says.</param>
public sealed record LogLine(LogSource Source, string Text);

/// <summary>What a target made and printed, under the key of all it read. There is one only of work that succeeded.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Key">Under which key, as 64 digits.</param>
/// <param name="Outputs">What it made, by path.</param>
/// <param name="Log">What it printed, the beginning of it where it was long.</param>
/// <param name="LinesLeftOut">How many lines it printed beyond those.</param>
public sealed record CacheEntry(string Target, string Key, ImmutableArray<OutputFile> Outputs, ImmutableArray<LogLine> Log, int LinesLeftOut);

/// <summary>What a target's last success stood on, so that a later run can say what is different.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Key">Under which key, as 64 digits.</param>
/// <param name="Utc">When it succeeded, or was last taken from the cache.</param>
/// <param name="Fields">All it depended on.</param>
/// <param name="Outputs">What it had made.</param>
public sealed record LastSuccess(
    string Target, string Key, DateTimeOffset Utc, ImmutableArray<InputField> Fields, ImmutableArray<OutputFile> Outputs);
