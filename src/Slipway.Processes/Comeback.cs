using System.Text.Json;

namespace Slipway.Processes;

/// <summary>That an instance died and was started again by its supervisor, as it is kept beside its record.</summary>
/// <param name="Process">What runs in its place.</param>
/// <param name="Times">How often this happened since a deployment started it.</param>
/// <param name="Utc">When it happened last.</param>
/// <param name="ExitCode">What the one before ended with, 128 + n where a signal ended it; null where nobody knows: it was started by a verb that has ended.</param>
/// <param name="LogStart">Bytes of the log before it started; the last line above is the last word of the one before.</param>
/// <param name="Fell">How many in a row ended soon after their start.</param>
public sealed record Comeback(ProcessIdentity Process, int Times, DateTimeOffset Utc, int? ExitCode, long LogStart, int Fell)
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".back";

    /// <summary>The content of the file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, KeptJson.Default.Comeback);

    /// <summary>What a file tells; null where there is none that can be read.</summary>
    public static Comeback? Read(string path) => KeptFile.Read(path, KeptJson.Default.Comeback);
}
