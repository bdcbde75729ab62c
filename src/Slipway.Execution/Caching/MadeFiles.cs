using System.Collections.Immutable;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>What a target's outputs are now, and the ways back to what they were. Nothing is written through a link.</summary>
internal sealed class MadeFiles(CacheFolder folder, FileDigests digests, ImmutableArray<PathPattern> patterns)
{
    /// <summary>Outputs that are there.</summary>
    /// <param name="refusal">Why they cannot be kept, or null.</param>
    public ImmutableArray<OutputFile> Read(out string? refusal)
    {
        string? above = patterns.Select(pattern => LinkAbove(pattern.IsPlain ? Above(pattern.Start) : pattern.Start, []))
            .FirstOrDefault(link => link is not null);
        refusal = above is null ? null : $"{above} is a link, and what lies behind links is not kept";
        if (refusal is not null)
            return [];
        var made = ImmutableArray.CreateBuilder<OutputFile>();
        try
        {
            foreach ((string path, FileStamp stamp) in new FoundFiles(folder.Root, followsLinks: false).Of(patterns, []))
            {
                if (stamp.Kind == EntryKind.Special || !OutputFile.IsConfined(path))
                    refusal ??= $"{path} is no file that can be kept";
                else
                    made.Add(Output(path, stamp));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refusal = exception.Message; // what cannot be read cannot be kept
        }

        return made.ToImmutable();
    }

    /// <summary>Makes the outputs those of an entry; false, and nothing is touched, where a content is missing.</summary>
    public bool Restore(OutputChanges changes)
    {
        AbsolutePath work = folder.WorkFolder();
        try
        {
            for (int index = 0; index < changes.Write.Length; index++)
            {
                OutputFile output = changes.Write[index];
                if (!patterns.Any(pattern => pattern.Matches(output.Path)) || LinkAbove(Above(output.Path), changes.Delete) is not null)
                    return false; // an entry of somebody else's making
                if (output.Kind == OutputKind.File && !folder.GiveOut(output.Content, work / $"{index}"))
                    return false;
            }

            Delete(changes.Delete);
            for (int index = 0; index < changes.Write.Length; index++)
                Place(changes.Write[index], work / $"{index}");
            return true;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>
    /// Clears the way for a new run: what earlier runs made goes, and what nobody knows is put aside, in a folder whose name is the answer; null
    /// where nothing was.
    /// </summary>
    public AbsolutePath? Clear(ImmutableArray<OutputFile> present, ImmutableArray<OutputFile> known)
    {
        HashSet<OutputFile> own = [.. known];
        OutputFile[] strange = [.. present.Where(output => output.Kind != OutputKind.Folder && !own.Contains(output))];
        AbsolutePath? aside = null;
        if (strange.Length > 0)
        {
            aside = folder.Path / "aside" / $"{Environment.ProcessId}-{Guid.NewGuid():N}";
            foreach (OutputFile output in strange)
            {
                AbsolutePath place = aside / output.Path;
                Directory.CreateDirectory(place.Parent!); // it lies in the folder just named
                Rename(folder.Root / output.Path, place);
            }
        }

        Delete(present);
        return aside;
    }

    private OutputFile Output(string path, FileStamp stamp)
    {
        string file = folder.Root / path;
        if (stamp.Kind == EntryKind.Link)
            return new OutputFile(path, OutputKind.Link, 0, new FileInfo(file).LinkTarget ?? "", 0);
        if (stamp.Kind == EntryKind.Folder)
            return new OutputFile(path, OutputKind.Folder, stamp.Mode, "", 0);
        (string hex, FileStamp read) = digests.Of(file);
        return new OutputFile(path, OutputKind.File, read.Mode, hex, read.Size);
    }

    // Files first, then folders from the innermost, where nothing is left in them.
    private void Delete(ImmutableArray<OutputFile> outputs)
    {
        var emptied = new HashSet<string>(StringComparer.Ordinal);
        foreach (OutputFile output in outputs)
        {
            if (output.Kind == OutputKind.Folder)
                emptied.Add(output.Path);
            else
                File.Delete(folder.Root / output.Path);
            for (string above = Above(output.Path); above.Length > 0 && patterns.Any(pattern => pattern.Matches(above)); above = Above(above))
                emptied.Add(above);
        }

        foreach (string path in emptied.OrderByDescending(path => path.Length))
        {
            AbsolutePath empty = folder.Root / path;
            if (FileStamp.Of(empty).Kind == EntryKind.Folder && !Directory.EnumerateFileSystemEntries(empty).Any())
                Directory.Delete(empty);
        }
    }

    private void Place(OutputFile output, AbsolutePath content)
    {
        AbsolutePath place = folder.Root / output.Path;
        Directory.CreateDirectory(place.Parent!); // outputs lie below the root
        EntryKind there = FileStamp.Of(place).Kind;
        if (there == EntryKind.Folder && output.Kind != OutputKind.Folder)
            Directory.Delete(place); // all that was in it is gone by now
        else if (there == EntryKind.Link || (there == EntryKind.File && output.Kind != OutputKind.File))
            File.Delete(place);
        if (output.Kind == OutputKind.Folder)
        {
            Directory.CreateDirectory(place);
            SetMode(place, output.Mode);
            return;
        }

        if (output.Kind == OutputKind.Link)
        {
            File.CreateSymbolicLink(place, output.Content);
            return;
        }

        SetMode(content, output.Mode);
        File.Move(content, place, overwrite: true);
    }

    private static void SetMode(AbsolutePath path, int mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)mode);
    }

    // A link is moved as one, also where it leads to a folder, which File.Move does not do.
    private static void Rename(AbsolutePath from, AbsolutePath to)
    {
        if (new FileInfo(from).LinkTarget is { } target)
        {
            File.CreateSymbolicLink(to, target);
            File.Delete(from);
            return;
        }

        File.Move(from, to);
    }

    private static string Above(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    // The first folder on the way that is a link, but for links that are about to go.
    private string? LinkAbove(string path, ImmutableArray<OutputFile> going)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int count = 1; count <= parts.Length; count++)
        {
            string way = string.Join('/', parts[..count]);
            if (FileStamp.Of(folder.Root / way).Kind == EntryKind.Link && !going.Any(output => output.Path == way))
                return way;
        }

        return null;
    }
}
