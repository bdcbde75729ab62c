using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Durable;

/// <summary>What can keep the state folder from being written.</summary>
internal static class StateFaults
{
    public static FaultException NotWritten(string place, Exception cause) => new(
        ExitCode.Failed,
        new Fault("SLP3201", $"cannot write: {cause.Message}", place, "free space, or make the folder writable, then repeat the command; nothing was recorded by this step"), cause);

    /// <summary>True for what a full or read-only disk and missing rights throw.</summary>
    public static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
