using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Durable;

/// <summary>Folders of the state: only their owner may look in.</summary>
public static class PrivateFolder
{
    /// <summary>Makes a folder that nobody but its owner reads (0700), with those above it; one that exists is left as it is.</summary>
    public static void Create(AbsolutePath folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Creates a folder that git never looks into, whatever the repository's own ignore file says.</summary>
    public static void CreateIgnored(AbsolutePath folder)
    {
        Create(folder);
        if (!File.Exists(folder / ".gitignore"))
            File.WriteAllText(folder / ".gitignore", "*\n");
    }
}
