using System.Runtime.CompilerServices;
using System.Text;
using Slipway.Vocabulary.Paths;
using Xunit;

namespace Slipway.Fakes;

/// <summary>Compares what came out with a text that lies beside the test; SLIPWAY_GOLDEN=write writes it anew, for a person to review.</summary>
public static class Golden
{
    /// <summary>Lines against <c>TestFile.Test_name.txt</c>, or against another name in that folder.</summary>
    public static void Match(IEnumerable<string> lines, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        Match(string.Join('\n', lines), name, file, member);

    /// <summary>A text against <c>TestFile.Test_name.txt</c>, or against another name in that folder. Escape characters are shown as ␛, so that goldens can be read.</summary>
    public static void Match(string text, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        AbsolutePath source = Repository.SourceFile(file);
        AbsolutePath golden = source.Parent! / (name ?? $"{source.NameWithoutExtension}.{member}.txt");
        string actual = text.Replace("\e", "␛", StringComparison.Ordinal).Replace("\r", "␍", StringComparison.Ordinal).TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("SLIPWAY_GOLDEN") == "write")
        {
            Directory.CreateDirectory(golden.Parent!);
            File.WriteAllText(golden, actual);
            return;
        }

        string expected = File.Exists(golden) ? File.ReadAllText(golden) : "";
        if (actual != expected)
            Assert.Fail($"{Repository.Root.GetRelativePathTo(golden)} differs (- golden, + actual); SLIPWAY_GOLDEN=write writes it anew:\n{Difference(expected.Split('\n'), actual.Split('\n'))}");
    }

    // Lines between the common beginning and the common end; enough to see what changed.
    private static string Difference(string[] expected, string[] actual)
    {
        int first = 0;
        while (first < expected.Length && first < actual.Length && expected[first] == actual[first])
            first++;
        int last = 0;
        while (last < expected.Length - first && last < actual.Length - first && expected[^(last + 1)] == actual[^(last + 1)])
            last++;
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  line {first + 1}\n");
        foreach (string line in expected[first..^last].Take(40))
            text.Append("- ").Append(line).Append('\n');
        foreach (string line in actual[first..^last].Take(40))
            text.Append("+ ").Append(line).Append('\n');
        return text.ToString();
    }
}
