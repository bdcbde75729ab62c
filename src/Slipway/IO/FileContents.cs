using System.Text;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Reads and writes files; UTF-8 without byte-order mark, and folders that lead to a written file are made.</summary>
public static class FileContents
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>All of a file, as UTF-8 unless it says otherwise.</summary>
    public static string ReadAllText(this AbsolutePath path) => File.ReadAllText(path);

    /// <summary>The lines of a file.</summary>
    public static string[] ReadAllLines(this AbsolutePath path) => File.ReadAllLines(path);

    /// <summary>The bytes of a file.</summary>
    public static byte[] ReadAllBytes(this AbsolutePath path) => File.ReadAllBytes(path);

    /// <summary>Writes a file and the folders above it; one that exists is replaced.</summary>
    public static AbsolutePath WriteAllText(this AbsolutePath path, string content)
    {
        File.WriteAllText(WithFolder(path), content, Utf8);
        return path;
    }

    /// <summary>Each line ends in a line feed, on every platform: files that are compared must not differ by it.</summary>
    public static AbsolutePath WriteAllLines(this AbsolutePath path, IEnumerable<string> lines) =>
        path.WriteAllText(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Writes a file and the folders above it; one that exists is replaced.</summary>
    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        File.WriteAllBytes(WithFolder(path), bytes);
        return path;
    }

    /// <summary>Writes behind what a file holds; makes it and the folders above it where there is none.</summary>
    public static AbsolutePath AppendAllText(this AbsolutePath path, string content)
    {
        File.AppendAllText(WithFolder(path), content, Utf8);
        return path;
    }

    /// <summary>Writes lines behind what a file holds.</summary>
    public static AbsolutePath AppendAllLines(this AbsolutePath path, IEnumerable<string> lines) =>
        path.AppendAllText(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Rewrites the file when the update changes its text.</summary>
    public static AbsolutePath UpdateText(this AbsolutePath path, Func<string, string> update)
    {
        string before = path.ReadAllText();
        string after = update(before);
        return after == before ? path : path.WriteAllText(after);
    }

    private static AbsolutePath WithFolder(AbsolutePath path)
    {
        path.Parent?.CreateDirectory();
        return path;
    }
}
