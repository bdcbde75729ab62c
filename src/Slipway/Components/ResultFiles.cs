using System.Collections.Immutable;
using System.Xml;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>The files a test run leaves behind.</summary>
internal static class ResultFiles
{
    /// <summary>Those of a kind in a folder and below it, in the order of their names; none where there is no such folder.</summary>
    public static string[] In(string folder, string pattern) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>What can be read of files; each that cannot is told with its reason, and keeps none of the others from being read.</summary>
    public static ImmutableArray<T> Read<T>(IEnumerable<string> files, Func<TextReader, T> read, List<Fault> unreadable)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (string file in files)
        {
            try
            {
                using var reader = new StreamReader(file);
                all.Add(read(reader));
            }
            catch (Exception exception) when (exception is XmlException or FormatException)
            {
                unreadable.Add(new Fault("SLP1408", $"results of the tests cannot be read: {exception.Message}", file, "the test host ended while it wrote them, or the disk is full: ./build.sh Test"));
            }
        }

        return all.ToImmutable();
    }
}
