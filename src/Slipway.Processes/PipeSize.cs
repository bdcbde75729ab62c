using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Slipway.Processes;

/// <summary>Widens the pipe of a talkative child, so that both sides change turns less often. Linux only.</summary>
internal static partial class PipeSize
{
    /// <summary>Bytes asked for, and a good size of buffer to read with.</summary>
    public const int Wide = 1 << 18;

    private const int SetPipeSize = 1031;

    /// <summary>A refusal (the user's quota of pipe memory is used up) changes nothing.</summary>
    public static void Widen(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
            _ = Control(pipe.SafePipeHandle, SetPipeSize, Wide);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeHandle file, int command, int argument);
}
