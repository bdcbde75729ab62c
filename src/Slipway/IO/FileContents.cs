using System.Text;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Reads and writes files; UTF-8 without byte-order mark, and folders that lead to a written file are made.</summary>
public static class FileContents
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string ReadAllText(this AbsolutePath path) => File.ReadAllText(path);

    public static string[] ReadAllLines(this AbsolutePath path) => File.ReadAllLines(path);

    public static byte[] ReadAllBytes(this AbsolutePath path) => File.ReadAllBytes(path);

    public static AbsolutePath WriteAllText(this AbsolutePath path, string content)
    {
        File.WriteAllText(WithFolder(path), content, Utf8);
        return path;
    }

    /// <summary>Each line ends in a line feed, on every platform: files that are compared must not differ by it.</summary>
    public static AbsolutePath WriteAllLines(this AbsolutePath path, IEnumerable<string> lines) =>
        path.WriteAllText(string.Concat(lines.Select(line => line + "\n")));

    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        File.WriteAllBytes(WithFolder(path), bytes);
        return path;
    }

    public static AbsolutePath AppendAllText(this AbsolutePath path, string content)
    {
        File.AppendAllText(WithFolder(path), content, Utf8);
        return path;
    }

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
