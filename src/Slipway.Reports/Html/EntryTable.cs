using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Digests;

namespace Slipway.Reports.Html;

/// <summary>
/// Entries as columns of numbers over a table of texts, about 30 bytes each, so that a year of them fits into a page:
/// <c>{ first, type, age, at, data, hash, types, texts, who, names, facts }</c>. <c>type</c> is one letter each, counted from A in <c>types</c>; <c>age</c> is seconds since the entry before; <c>at</c> is the difference to the
/// entry before's index into <c>who</c> (actor, run, environment, package, version, deployment); <c>data</c> is an index into <c>facts</c> (its names, then their values); <c>hash</c> holds the first four bytes of each.
/// </summary>
internal sealed class EntryTable
{
    private const int LongestValue = 200;
    private const int HashBytes = 4;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // Read by programs only; whoever looks wants to know that it is there, and which.
    private static readonly ImmutableHashSet<string> Signed = ["statement", "signature", "document"];

    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly List<string> _typed = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int, int, int, int, int), int> _who = [];
    private readonly Dictionary<string, int> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<string> _texted = [];
    private readonly List<(int, int, int, int, int, int)> _whos = [];
    private readonly List<ImmutableArray<int>> _named = [];
    private readonly List<ImmutableArray<int>> _facted = [];
    private readonly IReadOnlyDictionary<string, int> _placeOf;

    /// <param name="placeOf">Places of all entries of the ledger by hash: where a value names an entry, the page shows its number.</param>
    public EntryTable(IReadOnlyDictionary<string, int> placeOf)
    {
        _placeOf = placeOf;
        Text("");
    }

    public void Write(Utf8JsonWriter writer, ImmutableArray<Entry> entries)
    {
        var hashes = new MemoryStream(entries.Length * HashBytes);
        writer.WriteStartObject();
        writer.WriteNumber("first", entries.IsEmpty ? 1 : entries[0].Seq);
        writer.WriteString("type", Types(entries));
        long before = 0;
        Column(writer, "age", entries, entry =>
        {
            long now = entry.Utc.ToUnixTimeSeconds();
            (before, long age) = (now, now - before);
            return age;
        });
        int last = 0;
        Column(writer, "at", entries, entry =>
        {
            int who = Who(entry);
            (last, int step) = (who, who - last);
            return step;
        });
        Column(writer, "data", entries, Facts);
        foreach (Entry entry in entries)
            hashes.Write(Convert.FromHexString(entry.Hash.AsSpan(0, HashBytes * 2)));
        writer.WriteBase64String("hash", hashes.ToArray());
        WriteTables(writer);
        writer.WriteEndObject();
    }

    // Kinds a newer version writes may outnumber the letters; the page calls the last ones "other".
    private string Types(ImmutableArray<Entry> entries) => string.Create(entries.Length, this, (letters, table) =>
    {
        for (int place = 0; place < letters.Length; place++)
            letters[place] = Letters[Math.Min(Index(table._types, table._typed, entries[place].Type, entries[place].Type), Letters.Length - 1)];
    });

    private void WriteTables(Utf8JsonWriter writer)
    {
        Strings(writer, "types", _typed.Count > Letters.Length ? [.. _typed[..(Letters.Length - 1)], "other"] : _typed);
        Strings(writer, "texts", _texted);
        writer.WriteStartArray("who");
        foreach ((int actor, int run, int environment, int package, int version, int deployment) in _whos)
            Numbers(writer, [actor, run, environment, package, version, deployment]);
        writer.WriteEndArray();
        Rows(writer, "names", _named);
        Rows(writer, "facts", _facted);
    }

    private static void Strings(Utf8JsonWriter writer, string name, List<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Rows(Utf8JsonWriter writer, string name, List<ImmutableArray<int>> rows)
    {
        writer.WriteStartArray(name);
        foreach (ImmutableArray<int> row in rows)
            Numbers(writer, row.AsSpan());
        writer.WriteEndArray();
    }

    private static void Column(Utf8JsonWriter writer, string name, ImmutableArray<Entry> entries, Func<Entry, long> value)
    {
        writer.WriteStartArray(name);
        foreach (Entry entry in entries)
            writer.WriteNumberValue(value(entry));
        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, ReadOnlySpan<int> numbers)
    {
        writer.WriteStartArray();
        foreach (int number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    /// <summary>The place of a text in <c>texts</c>.</summary>
    public int Text(string text) => Index(_texts, _texted, text, text);

    private int Who(Entry entry)
    {
        var who = (Text(entry.Actor.Id), Text(entry.Run), Text(entry.Environment ?? ""), Text(entry.PackageId ?? ""), Text(entry.Version ?? ""), Text(entry.DeploymentId ?? ""));
        return Index(_who, _whos, who, who);
    }

    private long Facts(Entry entry)
    {
        KeyValuePair<string, string>[] told = [.. entry.Data.Where(fact => fact.Value.Length > 0)];
        ImmutableArray<int> names = [.. told.Select(fact => Text(fact.Key))];
        ImmutableArray<int> facts = [Index(_names, _named, string.Join(',', names), names), .. told.Select(fact => Text(Shown(fact.Key, fact.Value)))];
        return Index(_facts, _facted, string.Join(',', facts), facts);
    }

    // Hashes of entries become their numbers; a text too long to read is told by its beginning and its digest.
    private string Shown(string name, string value)
    {
        if (value.Length >= 64 && value.Split(' ') is var words && words.All(_placeOf.ContainsKey))
            return string.Join(' ', words.Select(word => "#" + Words.Plain(_placeOf[word])));
        bool isSigned = Signed.Contains(name) && value.Length > 100;
        if (!isSigned && value.Length <= LongestValue)
            return value;
        string digest = $"{Words.Plain(value.Length)} characters, SHA-256 {Digest.Of(Encoding.UTF8.GetBytes(value)).Short}";
        return isSigned ? digest : $"{value[..(LongestValue / 2)]}… ({digest})";
    }

    private static int Index<TKey, TValue>(Dictionary<TKey, int> known, List<TValue> all, TKey key, TValue value)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out int index))
            return index;
        all.Add(value);
        return known[key] = all.Count - 1;
    }
}
