using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Durable;

/// <summary>Folders of the state: only their owner may look in.</summary>
public static class PrivateFolder
{
    public static void Create(AbsolutePath folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
