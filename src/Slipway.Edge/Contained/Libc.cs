using System.Runtime.InteropServices;

namespace Slipway.Edge.Contained;

/// <summary>The one call .NET has no word for: to become another program.</summary>
internal static partial class Libc
{
    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(string path, string?[] arguments, string?[] environment);
}
