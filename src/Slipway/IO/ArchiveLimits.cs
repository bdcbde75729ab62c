namespace Slipway.IO;

/// <summary>What an archive may cost when it is unpacked; more is refused before it is written.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Most members of an archive. Default 100,000.</summary>
    public int Entries { get; init; } = 100_000;

    /// <summary>Bytes of all files together.</summary>
    public long TotalBytes { get; init; } = 8L << 30;

    /// <summary>Unpacked bytes per packed byte; asked only once 16 MB are unpacked, for small texts may well shrink more.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Folders in one another.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bytes of one name in UTF-8.</summary>
    public int NameLength { get; init; } = 255;

    /// <summary>
    /// Whether every name must do on any system: no colon, no device of Windows such as <c>aux.c</c>, no two names that differ in letter case alone.
    /// Default true; with false what this system can hold is taken, which on Linux is all of that. Names that leave the folder are refused either way.
    /// </summary>
    public bool IsPortable { get; init; } = true;

    internal bool MindsOtherSystems => IsPortable || OperatingSystem.IsWindows();
}
