using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>The ledger as lines, oldest first.</summary>
public static class AuditText
{
    private const int Indent = 28;
    private const int ShortDigest = 12;

    private static readonly ImmutableHashSet<string> Bulky = ["digests", "inputs", "statement", "signature", "policy", "facts", "document", "files"];

    /// <summary>One entry after the other: when, what, about what, with which facts, and by whom. Digests are shortened; <c>--json</c> has them whole.</summary>
    /// <param name="entries">The entries asked for.</param>
    /// <param name="columns">Width of the screen; what is longer goes on below.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(ImmutableArray<Entry> entries, int columns, Palette palette) => Folding.Fold(
        entries.Select(entry => string.Join(' ', new[]
        {
            $"{entry.Seq,5}  {palette.Quiet(entry.Utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))}  {Type(entry, palette)}",
            About(entry), Facts(entry, columns - Indent, palette), $"({Folding.Cut(entry.Actor.Id, columns - Indent - 2)})",
        }.Where(part => part.Length > 0))),
        columns, Indent);

    private static string Type(Entry entry, Palette palette) => entry.Type.Split('.')[^1] switch
    {
        "completed" or "passed" or "granted" => palette.Good(entry.Type),
        "failed" or "blocked" or "rejected" => palette.Bad(entry.Type),
        "refused" or "pinned" or "requested" or "overridden" => palette.Careful(entry.Type),
        _ => palette.Strong(entry.Type),
    } + new string(' ', Math.Max(0, 18 - entry.Type.Length));

    // The number of a deployment ends in its package.
    private static string About(Entry entry)
    {
        string package = entry.PackageId?[..ShortDigest] ?? "";
        string deployment = entry.DeploymentId ?? "";
        return string.Join(' ', new[] { entry.Environment, entry.Version, package.Length > 0 && deployment.EndsWith(package, StringComparison.Ordinal) ? "" : package, deployment }.Where(text => !string.IsNullOrEmpty(text)));
    }

    private static string Facts(Entry entry, int most, Palette palette) => string.Join(' ', entry.Data.Where(IsTold).Select(fact =>
    {
        string[] words = Quoted(Shortened(fact.Value.Split('\n')[0].TrimEnd('\r'))).Split(' ');
        return $"{palette.Quiet($"{fact.Key}=")}{Folding.Cut(words[0], Math.Max(ShortDigest, most - fact.Key.Length - 1))}{string.Concat(words.Skip(1).Select(word => $" {Folding.Cut(word, most)}"))}";
    }));

    private static bool IsTold(KeyValuePair<string, string> fact) => fact.Value.Length > 0 && !Bulky.Contains(fact.Key);

    // What holds a blank, an equals sign or a quotation mark would not be told from what stands beside it.
    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(' ', '=', '"') < 0 ? value : $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Trees, commits, packages and plans: nobody reads more of them than tells them apart.
    private static string Shortened(string value) => value.Length is 40 or 64 && value.All(char.IsAsciiHexDigitLower) ? value[..ShortDigest] : value;
}
