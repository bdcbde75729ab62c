using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Slipway.Releases.Evidence;

/// <summary>Which lines a test run reached; several runs over the same source add up line by line.</summary>
/// <param name="Lines">For each "file:line" that can be reached, whether it was.</param>
public sealed record LineCoverage(ImmutableDictionary<string, bool> Lines)
{
    /// <summary>No lines at all.</summary>
    public static LineCoverage None { get; } = new(ImmutableDictionary<string, bool>.Empty);

    /// <summary>Reached lines in percent; null where there is no line to reach: no data.</summary>
    public double? Percent => Lines.IsEmpty ? null : 100.0 * Lines.Values.Count(reached => reached) / Lines.Count;

    /// <summary>Both together; a line is covered when either covers it.</summary>
    public LineCoverage Plus(LineCoverage other)
    {
        var lines = Lines.ToBuilder();
        foreach ((string line, bool reached) in other.Lines)
            lines[line] = reached || (lines.TryGetValue(line, out bool before) && before);
        return new LineCoverage(lines.ToImmutable());
    }

    /// <summary>Reads one Cobertura file, as coverlet and Microsoft.CodeCoverage write it.</summary>
    /// <exception cref="XmlException">The text is not XML.</exception>
    public static LineCoverage Parse(string cobertura) => Read(new StringReader(cobertura), _ => false);

    /// <summary>Reads one Cobertura file. File names in it start at a folder that <c>sources</c> names, which is another one in each test project: only whole paths tell files apart, and show where two mean one.</summary>
    /// <param name="cobertura">The text.</param>
    /// <param name="exists">True for a path where there is a file: decides between several folders; the first counts where none has it.</param>
    /// <exception cref="XmlException">The text is not XML.</exception>
    public static LineCoverage Read(TextReader cobertura, Func<string, bool> exists)
    {
        var lines = ImmutableDictionary.CreateBuilder<string, bool>(StringComparer.Ordinal);
        using XmlReader reader = ResultXml.Open(cobertura);
        XDocument document = XDocument.Load(reader);
        string[] sources = [.. document.Descendants("source").Select(source => source.Value.Trim()).Where(source => source.Length > 0)];
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XElement type in document.Descendants("class"))
        {
            string name = (string?)type.Attribute("filename") ?? "";
            if (!places.TryGetValue(name, out string? file))
                places[name] = file = SourcePath.Of(name, sources, exists);
            foreach (XElement line in type.Elements("lines").Elements("line"))
            {
                string key = $"{file}:{(string?)line.Attribute("number")}";
                bool reached = long.TryParse((string?)line.Attribute("hits"), NumberStyles.None, CultureInfo.InvariantCulture, out long hits) && hits > 0;
                lines[key] = reached || (lines.TryGetValue(key, out bool before) && before);
            }
        }

        return new LineCoverage(lines.ToImmutable());
    }
}
