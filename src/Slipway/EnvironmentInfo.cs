using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>The platform a build runs on.</summary>
public enum PlatformFamily
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>Linux.</summary>
    Linux,

    /// <summary>macOS.</summary>
    OSX,
}

/// <summary>What a build may ask of the machine and the process it runs in.</summary>
public static class EnvironmentInfo
{
    /// <summary>True on Windows.</summary>
    public static bool IsWin => OperatingSystem.IsWindows();

    /// <summary>True on macOS.</summary>
    public static bool IsOsx => OperatingSystem.IsMacOS();

    /// <summary>True on Linux.</summary>
    public static bool IsLinux => OperatingSystem.IsLinux();

    /// <summary>True on Linux and macOS.</summary>
    public static bool IsUnix => IsLinux || IsOsx;

    /// <summary>True on a 64-bit ARM processor.</summary>
    public static bool IsArm64 => RuntimeInformation.OSArchitecture == Architecture.Arm64;

    /// <summary>Which family of systems this is.</summary>
    public static PlatformFamily Platform =>
        IsWin ? PlatformFamily.Windows : IsLinux ? PlatformFamily.Linux : IsOsx ? PlatformFamily.OSX : PlatformFamily.Unknown;

    /// <summary>The working folder; that of the launcher's caller.</summary>
    public static AbsolutePath WorkingDirectory => Environment.CurrentDirectory;

    /// <summary>Name of this machine.</summary>
    public static string MachineName => Environment.MachineName;

    /// <summary>All environment variables; names compare as on the platform.</summary>
    public static IReadOnlyDictionary<string, string> Variables => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToFrozenDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", IsWin ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>True when a variable is set, be it to nothing.</summary>
    public static bool HasVariable(string name) => Environment.GetEnvironmentVariable(name) is not null;

    /// <summary>Value of an environment variable, or null.</summary>
    public static string? GetVariable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>Sets a variable for this process and those it starts; prefer SetProcessEnvironmentVariable on one command.</summary>
    public static void SetVariable(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
}
