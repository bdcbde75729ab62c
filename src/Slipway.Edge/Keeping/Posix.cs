using System.Runtime.InteropServices;

namespace Slipway.Edge.Keeping;

/// <summary>The calls by which a keeper passes its socket on and tells its edge to end.</summary>
internal static partial class Posix
{
    private const int SetFlags = 2; // F_SETFD

    private const int Terminate = 15; // SIGTERM

    /// <summary>Lets programs that are started from here on inherit a descriptor; false where there is none of that number.</summary>
    public static bool Inherit(int descriptor) => Control(descriptor, SetFlags, 0) == 0;

    /// <summary>Asks a process to end (SIGTERM); one that ended already hears nothing.</summary>
    public static void AskToEnd(int pid) => _ = Signal(pid, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int value);
}
