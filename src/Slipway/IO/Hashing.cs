using System.Security.Cryptography;
using System.Text;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>SHA-256 of files and folders, as 64 lower-case hexadecimal digits.</summary>
public static class Hashing
{
    /// <summary>The SHA-256 of a file in lower-case hexadecimal digits.</summary>
    public static string GetFileHash(this AbsolutePath file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Over the relative path and content of every file below, in ordinal order; times, modes and empty folders do not count.</summary>
    public static string GetDirectoryHash(this AbsolutePath folder, Func<AbsolutePath, bool>? fileFilter = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<(string Name, AbsolutePath File)> files = folder.GetFiles(depth: int.MaxValue)
            .Where(file => fileFilter?.Invoke(file) != false)
            .Select(file => (folder.GetUnixRelativePathTo(file), file))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal);
        foreach ((string name, AbsolutePath file) in files)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{file.GetFileHash()}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
