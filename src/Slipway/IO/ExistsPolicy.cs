namespace Slipway.IO;

/// <summary>What copying and moving do about files and folders that are already there.</summary>
[Flags]
public enum ExistsPolicy
{
    /// <summary>A folder that exists is a fault.</summary>
    DirectoryFail = 1,

    /// <summary>A folder that exists gets what it lacks.</summary>
    DirectoryMerge = 2,

    /// <summary>A file that exists is a fault.</summary>
    FileFail = 4,

    /// <summary>A file that exists stays.</summary>
    FileSkip = 8,

    /// <summary>A file that exists is replaced.</summary>
    FileOverwrite = 16,

    /// <summary>A file that exists is replaced by a newer one.</summary>
    FileOverwriteIfNewer = 32,

    /// <summary>Whatever exists is a fault.</summary>
    Fail = DirectoryFail | FileFail,

    /// <summary>Folders are merged, files stay.</summary>
    MergeAndSkip = DirectoryMerge | FileSkip,

    /// <summary>Folders are merged, files replaced.</summary>
    MergeAndOverwrite = DirectoryMerge | FileOverwrite,

    /// <summary>Folders are merged, files replaced by newer ones.</summary>
    MergeAndOverwriteIfNewer = DirectoryMerge | FileOverwriteIfNewer,
}
