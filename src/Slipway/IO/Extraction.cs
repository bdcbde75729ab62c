using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>
/// Writes the entries of one archive into a fresh private folder beside the target, and moves them there when all are written:
/// a refused archive leaves nothing behind. Files, folders and links that stay inside come out, never devices or special modes.
/// </summary>
internal sealed class Extraction : IDisposable
{
    private const long RatioFloor = 16L << 20;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Ordinary = (UnixFileMode)0x1FF;

    private readonly AbsolutePath _archive;
    private readonly AbsolutePath _target;
    private readonly AbsolutePath _fresh;
    private readonly ArchiveLimits _limits;
    private readonly long _packed;
    private readonly HashSet<string> _files;
    private readonly Dictionary<string, string> _folders;
    private readonly List<(string[] Parts, string Target)> _links = [];
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _entries;
    private long _written;

    public Extraction(AbsolutePath archive, AbsolutePath target, ArchiveLimits limits)
    {
        _archive = archive;
        _target = target;
        _limits = limits;
        StringComparer names = limits.MindsOtherSystems ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        (_files, _folders) = (new HashSet<string>(names), new Dictionary<string, string>(names));
        _packed = Math.Max(1, new FileInfo(archive).Length);
        AbsolutePath parent = (target.Parent ?? throw new ArgumentException("An archive is not unpacked into a root.", nameof(target))).CreateDirectory();
        _fresh = parent / $".{target.Name}.{Guid.NewGuid():N}.partial";
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_fresh);
        else
            Directory.CreateDirectory(_fresh, Private);
    }

    private string OtherName => _limits.MindsOtherSystems ? "another entry has this name, at least where letter case does not count" : "another entry has this name";

    public void AddFolder(string name) => MakeFolders(Checked(name));

    /// <param name="name">Name in the archive.</param>
    /// <param name="content">What the file holds; read no further than the limits allow.</param>
    /// <param name="mode">Unix mode in the archive; null is the default.</param>
    public void AddFile(string name, Stream content, UnixFileMode? mode)
    {
        string[] parts = Checked(name);
        if (parts.Length == 0)
            throw Refused(name, "it names no file");
        MakeFolders(parts[..^1]);
        string key = string.Join('/', parts);
        if (_folders.ContainsKey(key) || !_files.Add(key))
            throw Refused(name, OtherName);

        AbsolutePath file = _fresh / Path.Combine(parts);
        using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write))
            Fill(stream, content, name);
        if (mode is { } given && given != UnixFileMode.None && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, (given & Ordinary) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A link to something in the archive. Links are made last, so that nothing is ever written through one.</summary>
    public void AddLink(string name, string target)
    {
        string[] parts = Checked(name);
        if (parts.Length == 0)
            throw Refused(name, "it names no file");
        // Up first, then down, and never above the archive's own top: whatever the names on the way are links to, they stay inside too.
        string[] way = [.. target.Split('/').Where(part => part is not ("" or "."))];
        int up = way.TakeWhile(part => part == "..").Count();
        if (target.Length == 0 || target.StartsWith('/') || target.Any(letter => letter is '\\' or ':' || char.IsControl(letter)) || way.Skip(up).Contains("..") || up > parts.Length - 1)
            throw Refused(name, $"it is a link to '{target}', which leaves the archive");
        MakeFolders(parts[..^1]);
        string key = string.Join('/', parts);
        if (_folders.ContainsKey(key) || !_files.Add(key))
            throw Refused(name, OtherName);
        _links.Add((parts, target));
    }

    /// <summary>Another name for a file that came earlier in the archive: a copy of it.</summary>
    public void AddCopy(string name, string original)
    {
        (string[] parts, string? refusal) = EntryName.Judge(original, _limits);
        AbsolutePath file = _fresh / Path.Combine([.. parts.DefaultIfEmpty(".")]);
        if (refusal is not null || !file.FileExists())
            throw Refused(name, $"it is a link to '{original}', which is no file that came before it");
        using FileStream content = File.OpenRead(file);
        AddFile(name, content, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file));
    }

    public FaultException Refused(string name, string why) => new(ExitCode.Failed, new Fault(
        "SLP5201",
        $"entry '{name}' is refused: {why}",
        _archive,
        "get the archive from a source you trust; nothing of it was unpacked"));

    /// <summary>Puts what was written in its place; files already there are replaced, others stay.</summary>
    public void Finish()
    {
        if (!_target.Exists())
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_fresh, Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            Directory.Move(_fresh, _target);
            MakeLinks();
            return;
        }

        foreach (AbsolutePath folder in _fresh.GetDirectories(depth: int.MaxValue))
            (_target / _fresh.GetRelativePathTo(folder)).CreateDirectory();
        foreach (AbsolutePath file in _fresh.GetFiles(depth: int.MaxValue))
            File.Move(file, _target / _fresh.GetRelativePathTo(file), overwrite: true);
        MakeLinks();
    }

    private void MakeLinks()
    {
        foreach ((string[] parts, string target) in _links)
        {
            AbsolutePath link = _target / Path.Combine(parts);
            link.DeleteFile();
            File.CreateSymbolicLink(link, target);
        }
    }

    public void Dispose() => _fresh.DeleteDirectory();

    private string[] Checked(string name)
    {
        if (++_entries > _limits.Entries)
            throw Refused(name, $"the archive has more than {_limits.Entries} entries");
        (string[] parts, string? refusal) = EntryName.Judge(name, _limits);
        return refusal is null ? parts : throw Refused(name, refusal);
    }

    private void MakeFolders(string[] parts)
    {
        for (int length = 1; length <= parts.Length; length++)
        {
            string key = string.Join('/', parts[..length]);
            if (_files.Contains(key) || (_folders.TryGetValue(key, out string? spelled) && spelled != key))
                throw Refused(string.Join('/', parts), "another entry has the name of one of its folders, at least where letter case does not count");
            if (_folders.TryAdd(key, key))
                Directory.CreateDirectory(_fresh / key);
        }
    }

    private void Fill(FileStream file, Stream content, string name)
    {
        int read;
        while ((read = content.Read(_buffer)) > 0)
        {
            _written += read;
            if (_written > _limits.TotalBytes)
                throw Refused(name, $"the archive holds more than {_limits.TotalBytes} bytes");
            if (_written > RatioFloor && _written / _packed > _limits.Ratio)
                throw Refused(name, $"the archive unpacks to more than {_limits.Ratio} times its {_packed} bytes");
            file.Write(_buffer, 0, read);
        }
    }
}
