using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Copies and moves files and whole folders.</summary>
public static class Copying
{
    /// <summary>Copies a file or folder to exactly the target and returns it; folders that lead there are made.</summary>
    /// <exception cref="IOException">Nothing is at the source, or something is at the target that the policy does not allow for.</exception>
    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null)
    {
        if (source.DirectoryExists())
            CopyFolder(source, target, policy, excludeDirectory, excludeFile);
        else if (source.FileExists())
            CopyFile(source, target, policy);
        else
            throw new FileNotFoundException($"There is nothing to copy at '{source}'.", source);
        return target;
    }

    /// <summary>Copies into a folder under the same name.</summary>
    public static AbsolutePath CopyToDirectory(
        this AbsolutePath source,
        AbsolutePath folder,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null) =>
        source.Copy(folder / source.Name, policy, excludeDirectory, excludeFile);

    /// <summary>Moves a file or folder to exactly the target and returns it; what the policy skips stays at the source.</summary>
    /// <exception cref="IOException">Nothing is at the source, or something is at the target that the policy does not allow for.</exception>
    public static AbsolutePath Move(this AbsolutePath source, AbsolutePath target, ExistsPolicy policy = ExistsPolicy.Fail)
    {
        if (target.Exists() || source.DirectoryExists())
            return MoveOver(source, target, policy);
        if (!source.FileExists())
            throw new FileNotFoundException($"There is nothing to move at '{source}'.", source);
        target.Parent?.CreateDirectory();
        File.Move(source, target);
        return target;
    }

    /// <summary>Moves a file or folder into a folder, under its own name.</summary>
    public static AbsolutePath MoveToDirectory(this AbsolutePath source, AbsolutePath folder, ExistsPolicy policy = ExistsPolicy.Fail) =>
        source.Move(folder / source.Name, policy);

    /// <summary>Gives the last part of the path another name.</summary>
    public static AbsolutePath Rename(this AbsolutePath path, string name, ExistsPolicy policy = ExistsPolicy.Fail) =>
        path.Move((path.Parent ?? throw new ArgumentException("A root has no name.", nameof(path))) / name, policy);

    private static AbsolutePath MoveOver(AbsolutePath source, AbsolutePath target, ExistsPolicy policy)
    {
        if (source.DirectoryExists() && !target.Exists())
        {
            RefuseInside(source, target);
            target.Parent?.CreateDirectory();
            try
            {
                Directory.Move(source, target);
                return target;
            }
            catch (IOException) when (source.DirectoryExists() && !target.Exists())
            {
                // Another disk: copy and remove instead.
            }
        }

        if (source.DirectoryExists())
            MoveFolder(source, target, policy);
        else if (source.FileExists())
            MoveFile(source, target, policy);
        else
            throw new FileNotFoundException($"There is nothing to move at '{source}'.", source);
        return target;
    }

    // What the policy left where it was is the only copy of itself: it stays, with the folders it lies in.
    private static bool MoveFolder(AbsolutePath source, AbsolutePath target, ExistsPolicy policy)
    {
        RefuseInside(source, target);
        RefuseMerge(target, policy);
        target.CreateDirectory();
        bool isEmpty = true;
        foreach (AbsolutePath file in source.GetFiles().ToArray())
            isEmpty &= MoveFile(file, target / file.Name, policy);
        foreach (AbsolutePath folder in source.GetDirectories().ToArray())
        {
            if (new DirectoryInfo(folder).LinkTarget is not { } link)
            {
                isEmpty &= MoveFolder(folder, target / folder.Name, policy);
                continue;
            }

            Directory.CreateSymbolicLink(target / folder.Name, link);
            folder.DeleteDirectory();
        }

        if (isEmpty)
            source.DeleteDirectory();
        return isEmpty;
    }

    private static bool MoveFile(AbsolutePath source, AbsolutePath target, ExistsPolicy policy)
    {
        if (!CopyFile(source, target, policy))
            return false;
        source.DeleteFile();
        return true;
    }

    private static void CopyFolder(
        AbsolutePath source, AbsolutePath target, ExistsPolicy policy, Func<AbsolutePath, bool>? excludeDirectory, Func<AbsolutePath, bool>? excludeFile)
    {
        RefuseInside(source, target);
        RefuseMerge(target, policy);
        target.CreateDirectory();
        foreach (AbsolutePath file in source.GetFiles().Where(file => excludeFile?.Invoke(file) != true))
            CopyFile(file, target / file.Name, policy);
        foreach (AbsolutePath folder in source.GetDirectories().Where(folder => excludeDirectory?.Invoke(folder) != true))
        {
            if (new DirectoryInfo(folder).LinkTarget is { } link)
                Directory.CreateSymbolicLink(target / folder.Name, link);
            else
                CopyFolder(folder, target / folder.Name, policy, excludeDirectory, excludeFile);
        }
    }

    // False where the policy kept the file that was there.
    private static bool CopyFile(AbsolutePath source, AbsolutePath target, ExistsPolicy policy)
    {
        target.Parent?.CreateDirectory();
        if (target.FileExists())
        {
            if (policy.HasFlag(ExistsPolicy.FileSkip))
                return false;
            if (policy.HasFlag(ExistsPolicy.FileOverwriteIfNewer) && File.GetLastWriteTimeUtc(source) <= File.GetLastWriteTimeUtc(target))
                return false;
            if ((policy & (ExistsPolicy.FileOverwrite | ExistsPolicy.FileOverwriteIfNewer)) == 0)
                throw new IOException($"The file '{target}' exists already; ExistsPolicy.MergeAndOverwrite would replace it.");
        }

        File.Copy(source, target, overwrite: true);
        return true;
    }

    private static void RefuseMerge(AbsolutePath target, ExistsPolicy policy)
    {
        if (target.DirectoryExists() && !policy.HasFlag(ExistsPolicy.DirectoryMerge))
            throw new IOException($"The folder '{target}' exists already; ExistsPolicy.MergeAndOverwrite would merge into it.");
    }

    private static void RefuseInside(AbsolutePath source, AbsolutePath target)
    {
        if (target.IsWithin(source))
            throw new IOException($"'{target}' lies inside '{source}' and cannot take a copy of it.");
    }
}
