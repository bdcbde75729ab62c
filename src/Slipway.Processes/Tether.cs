using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Slipway.Processes;

/// <summary>
/// Ties a child to us, so that the kernel kills it when we end in whatever way (Linux: the parent-death signal, set by util-linux's setpriv,
/// which becomes the program). Where that cannot be had the child is started as it is.
/// </summary>
internal static partial class Tether
{
    private const int Executable = 1;
    private const int HeaderSize = 20;
    private const int MachineOffset = 18;

    private static readonly Lazy<string?> Setter = new(FindSetter);
    private static readonly Lazy<ushort> OwnMachine = new(() => Environment.ProcessPath is { } own && Header(own) is { } header ? MachineOf(header) : (ushort)0);

    /// <summary>True where a child can be tied.</summary>
    public static bool Exists => OperatingSystem.IsLinux() && Setter.Value is not null;

    /// <summary>Has the setter start the program, if there is one and it is sure to be able to; whatever would fail is left to fail under its own name.</summary>
    /// <returns>True when the child will be tied to the thread that starts it.</returns>
    public static bool Tie(ProcessStartInfo start)
    {
        if (!OperatingSystem.IsLinux() || Setter.Value is not { } setter || !CanExecute(start.FileName))
            return false;
        string[] program = [start.FileName, .. start.ArgumentList];
        start.FileName = setter;
        start.ArgumentList.Clear();
        foreach (string word in (string[])["--pdeathsig", "KILL", "--", .. program])
            start.ArgumentList.Add(word);
        return true;
    }

    // Busybox and util-linux before 2.33 have a setpriv without that option: the program's own text tells, and nothing need be started to ask.
    private static string? FindSetter()
    {
        try
        {
            return ProgramPath.Find("setpriv", "/", Environment.GetEnvironmentVariable("PATH")) is { } found
                && File.ReadAllBytes(found).AsSpan().IndexOf("pdeathsig"u8) >= 0 ? found : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A script, or a program for this machine. The setter would hand anything else to /bin/sh.
    private static bool CanExecute(string program) =>
        Access(program, Executable) == 0 && Header(program) is { } header
        && (header.AsSpan().StartsWith("#!"u8) || (OwnMachine.Value is > 0 and var own && MachineOf(header) == own));

    private static byte[]? Header(string program)
    {
        try
        {
            using FileStream file = new(program, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] header = new byte[HeaderSize];
            return file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) >= 2 ? header : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ushort MachineOf(byte[] header) =>
        header.AsSpan().StartsWith("\u007fELF"u8) ? BitConverter.ToUInt16(header, MachineOffset) : (ushort)0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);
}
