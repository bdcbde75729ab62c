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

    private const int Copy = 1030; // F_DUPFD_CLOEXEC

    private const int First = 3; // behind the three that everybody has

    /// <summary>Lets programs that are started from here on inherit a descriptor, or not; false where there is none of that number.</summary>
    public static bool Inherit(int descriptor, bool isInherited) => Control(descriptor, SetFlags, isInherited ? 0 : CloseOnExecute) == 0;

    /// <summary>Another descriptor of the same socket, which no program inherits; below 0 where there is none of that number.</summary>
    public static int Duplicate(int descriptor) => Control(descriptor, Copy, First);

    /// <summary>Closes a descriptor that nobody uses any more.</summary>
    public static void Close(int descriptor) => _ = CloseDescriptor(descriptor);

    /// <summary>Asks a process to end (SIGTERM); one that ended already hears nothing.</summary>
    public static void AskToEnd(int pid) => _ = Signal(pid, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int value);
}
