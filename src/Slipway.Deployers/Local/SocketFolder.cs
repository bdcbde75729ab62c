using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Makes the folder sockets lie in, and refuses one that belongs to somebody else.</summary>
internal static class SocketFolder
{
    private const int UserOffset = 20, ModeOffset = 28;

    public static void Make(EnvironmentFolders folders)
    {
        string folder = folders.Sockets;
        StateFiles.MakeFolder(folder);
        if (folders.AreSocketsShared && !IsPrivate(folder))
            throw new FaultException(ExitCode.Failed, NotOurs(folder));
    }

    /// <summary>Takes a folder below /tmp away again once no socket is left in it.</summary>
    public static void Remove(EnvironmentFolders folders)
    {
        string folder = folders.Sockets;
        if (folders.AreSocketsShared && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    // statx does not follow a link in the last place: a link somebody put there is not a folder and is refused.
    private static unsafe bool IsPrivate(string folder)
    {
        const int workingFolder = -100, noFollow = 0x100, typeMask = 0xF000, directory = 0x4000, modeMask = 0x1FF, ownerOnly = 0x1C0;
        byte* answer = stackalloc byte[256];
        if (Libc.Statx(workingFolder, folder, noFollow, 0x7ff, answer) != 0)
            return false;
        int mode = *(ushort*)(answer + ModeOffset);
        return (mode & typeMask) == directory && (mode & modeMask) == ownerOnly && *(uint*)(answer + UserOffset) == Libc.EffectiveUser();
    }

    private static Fault NotOurs(string folder) => new(
        "SLP4003",
        $"the folder for sockets is not a folder of user {Libc.EffectiveUser()} with mode 0700",
        folder,
        "somebody else made it: remove it, or choose a state folder with a shorter path");
}
