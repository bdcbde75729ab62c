using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>The platform a build runs on.</summary>
public enum PlatformFamily
{
    Unknown,
    Windows,
    Linux,
    OSX,
}

/// <summary>What a build may ask of the machine and the process it runs in.</summary>
public static class EnvironmentInfo
{
    public static bool IsWin => OperatingSystem.IsWindows();

    public static bool IsOsx => OperatingSystem.IsMacOS();

    public static bool IsLinux => OperatingSystem.IsLinux();

    public static bool IsUnix => IsLinux || IsOsx;

    public static bool IsArm64 => RuntimeInformation.OSArchitecture == Architecture.Arm64;

    public static PlatformFamily Platform =>
        IsWin ? PlatformFamily.Windows : IsLinux ? PlatformFamily.Linux : IsOsx ? PlatformFamily.OSX : PlatformFamily.Unknown;

    public static AbsolutePath WorkingDirectory => Environment.CurrentDirectory;

    public static string MachineName => Environment.MachineName;

    /// <summary>All environment variables; names compare as on the platform.</summary>
    public static IReadOnlyDictionary<string, string> Variables => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToFrozenDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", IsWin ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public static bool HasVariable(string name) => Environment.GetEnvironmentVariable(name) is not null;

    /// <summary>Value of an environment variable, or null.</summary>
    public static string? GetVariable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>Sets a variable for this process and those it starts; prefer SetProcessEnvironmentVariable on one command.</summary>
    public static void SetVariable(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
}
