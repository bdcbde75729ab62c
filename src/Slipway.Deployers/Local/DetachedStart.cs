using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Deployers.Local;

/// <summary>Instructions for a process that outlives us.</summary>
/// <param name="Program">Absolute path of the executable.</param>
/// <param name="Arguments">Its arguments, without its own name.</param>
/// <param name="Environment">Its whole environment; nothing is inherited.</param>
/// <param name="Folder">Folder it starts in.</param>
/// <param name="LogFile">File its output is appended to; made with mode 0600.</param>
internal sealed record DetachedStart(
    string Program, ImmutableArray<string> Arguments, ImmutableSortedDictionary<string, string> Environment, string Folder, string LogFile)
{
    private const int ReadOnly = 0;
    private const int AppendCreate = 1 | 0x40 | 0x400;
    private const short SetDefaults = 0x04, SetMask = 0x08, SetSession = 0x80;
    private const int Buffer = 1024;

    /// <summary>Starts the process in a session of its own, without a shell, with no descriptor of ours and every signal as new.</summary>
    /// <returns>Its process id, or 0 with the system's error number.</returns>
    public unsafe (int Pid, int Error) Run()
    {
        byte* actions = stackalloc byte[Buffer], attributes = stackalloc byte[Buffer], signals = stackalloc byte[Buffer];
        _ = Libc.ActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        List<nint> strings = [];
        byte** arguments = Block([Program, .. Arguments], strings);
        byte** environment = Block([.. Environment.Select(pair => $"{pair.Key}={pair.Value}")], strings);
        try
        {
            _ = Libc.ActionsAddOpen(actions, 0, "/dev/null", ReadOnly, 0);
            _ = Libc.ActionsAddOpen(actions, 1, LogFile, AppendCreate, 0x180);   // 0600
            _ = Libc.ActionsAddDup(actions, 1, 2);
            _ = Libc.ActionsAddCloseFrom(actions, 3);   // a pipe a caller left open to us must not stay open in an app that runs for weeks
            _ = Libc.ActionsAddFolder(actions, Folder);
            _ = Libc.AttributesSetFlags(attributes, SetSession | SetMask | SetDefaults);
            _ = Libc.SignalsNone(signals);
            _ = Libc.AttributesSetMask(attributes, signals);
            _ = Libc.SignalsAll(signals);               // the .NET runtime ignores SIGPIPE, and ignoring is inherited
            _ = Libc.AttributesSetDefault(attributes, signals);
            int error = Libc.Spawn(out int pid, Program, actions, attributes, arguments, environment);
            return error == 0 ? (pid, 0) : (0, error);
        }
        finally
        {
            _ = Libc.ActionsDestroy(actions);
            _ = Libc.AttributesDestroy(attributes);
            strings.ForEach(text => NativeMemory.Free((void*)text));
        }
    }

    // A null-terminated array of null-terminated strings, each remembered so that it can be freed.
    private static unsafe byte** Block(ImmutableArray<string> texts, List<nint> strings)
    {
        byte** block = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Length + 1), (nuint)sizeof(byte*));
        strings.Add((nint)block);
        for (int index = 0; index < texts.Length; index++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(texts[index]);
            block[index] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
            strings.Add((nint)block[index]);
            Marshal.Copy(bytes, 0, (nint)block[index], bytes.Length);
        }

        return block;
    }
}
