using System.Runtime.InteropServices;

namespace Slipway.Edge.Keeping;

/// <summary>The calls by which a listening socket is passed on, and processes are told to end.</summary>
internal static partial class Posix
{
    /// <summary>SIGTERM: asks.</summary>
    public const int Terminate = 15;

    /// <summary>SIGKILL: does not ask.</summary>
    public const int Kill = 9;

    private const int SetFlags = 2; // F_SETFD

    private const int CloseOnExecute = 1; // FD_CLOEXEC

    /// <summary>Lets programs that are started from here on inherit a descriptor, or not; false where there is none of that number.</summary>
    public static bool Inherit(int descriptor, bool isInherited) => Control(descriptor, SetFlags, isInherited ? 0 : CloseOnExecute) == 0;

    /// <summary>Asks a process to end (SIGTERM); one that ended already hears nothing.</summary>
    public static void AskToEnd(int pid) => _ = Signal(pid, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int value);
}
