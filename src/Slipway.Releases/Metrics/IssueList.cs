using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Metrics;

/// <summary>An issue of the team's tracker: where an idea was written down first.</summary>
/// <param name="Number">Its number there, as commits name it behind <c>#</c>.</param>
/// <param name="Opened">When it was opened.</param>
public sealed record OpenedIssue(string Number, DateTimeOffset Opened);

/// <summary>What <c>issues.imported</c> entries say: issues as <c>7:seconds</c>, at most <see cref="MostInOne"/> in an entry; the tracker's word of last counts.</summary>
public static class IssueList
{
    /// <summary>Issues one entry holds at most.</summary>
    public const int MostInOne = 500;

    /// <summary>Issues as the texts of as many entries as they need.</summary>
    public static ImmutableArray<string> Write(IEnumerable<OpenedIssue> issues) =>
        [.. issues.Chunk(MostInOne).Select(chunk => string.Join(' ', chunk.Select(issue => string.Create(CultureInfo.InvariantCulture, $"{issue.Number}:{issue.Opened.ToUnixTimeSeconds()}"))))];

    /// <summary>Every issue on record by its number, with the entry that says when it was opened; what cannot be read is left out.</summary>
    public static IReadOnlyDictionary<string, (OpenedIssue Issue, Entry Entry)> Known(ImmutableArray<Entry> entries)
    {
        var known = new Dictionary<string, (OpenedIssue Issue, Entry Entry)>(StringComparer.Ordinal);
        foreach (Entry entry in entries.Where(entry => entry.Type == EntryType.IssuesImported))
        {
            foreach (string word in entry.Data.GetValueOrDefault("issues", "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Split(':') is [{ Length: > 0 } number, var text] && SecondsText.Read(text) is { } opened)
                    known[number] = (new OpenedIssue(number, opened), entry);
            }
        }

        return known;
    }

    /// <summary>
    /// Reads a list as trackers print it: a JSON array of objects with <c>number</c> and <c>createdAt</c> (<c>gh issue list --json number,createdAt</c>),
    /// <c>number</c> and <c>created_at</c> (GitHub's REST interface) or <c>iid</c> and <c>created_at</c> (GitLab's); times are ISO 8601. Pull requests in such a list are left out.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="place">Where it comes from, for faults.</param>
    /// <exception cref="FaultException">It is no such list; every item that cannot be read is named.</exception>
    public static ImmutableArray<OpenedIssue> Parse(ReadOnlyMemory<byte> json, string place)
    {
        var issues = ImmutableArray.CreateBuilder<OpenedIssue>();
        var faults = ImmutableArray.CreateBuilder<Fault>();
        foreach ((int index, JsonElement item) in Items(json, place).Index())
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("pull_request", out _))
                continue;
            if (One(item) is { } issue)
                issues.Add(issue);
            else
                faults.Add(new Fault("SLP4627", $"item {(index + 1).ToString(CultureInfo.InvariantCulture)} has no number with the time it was opened", place, Mend));
        }

        return faults.Count == 0 ? [.. Enumerable.Reverse(issues).DistinctBy(issue => issue.Number).Reverse()] : throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    private const string Mend = "gh issue list --state all --limit 1000 --json number,createdAt > issues.json";

    // One list behind the other, as trackers print pages (gh api --paginate).
    private static ImmutableArray<JsonElement> Items(ReadOnlyMemory<byte> json, string place)
    {
        var items = ImmutableArray.CreateBuilder<JsonElement>();
        try
        {
            var reader = new Utf8JsonReader(InUtf8(json).Span, new JsonReaderOptions { AllowMultipleValues = true });
            int lists = 0;
            while (reader.Read())
            {
                using JsonDocument document = JsonDocument.ParseValue(ref reader);
                if (document.RootElement.ValueKind != JsonValueKind.Array)
                    throw new FaultException(ExitCode.Usage, new Fault("SLP4626", $"a list of issues is a JSON array, this is of kind {document.RootElement.ValueKind}", place, Mend));
                items.AddRange(document.RootElement.EnumerateArray().Select(item => item.Clone()));
                lists++;
            }

            return lists > 0 ? items.ToImmutable() : throw new JsonException("empty", null, 0, 0);
        }
        catch (JsonException exception)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{place}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}");
            throw new FaultException(ExitCode.Usage, new Fault("SLP4625", "this is no JSON", where, Mend));
        }
    }

    // Windows' editors and shells write a byte order mark, or two bytes a character.
    private static ReadOnlyMemory<byte> InUtf8(ReadOnlyMemory<byte> text) => text.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => text[3..],
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(text.Span[2..])),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(text.Span[2..])),
        _ => text,
    };

    private static OpenedIssue? One(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Number(item) is not { } number)
            return null;
        foreach (string name in new[] { "createdAt", "created_at" })
        {
            if (item.TryGetProperty(name, out JsonElement time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out DateTimeOffset opened) && opened >= DateTimeOffset.UnixEpoch)
                return new OpenedIssue(number, opened);
        }

        return null;
    }

    private static string? Number(JsonElement item)
    {
        foreach (string name in new[] { "number", "iid" })
        {
            if (item.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value) && value > 0)
                return value.ToString(CultureInfo.InvariantCulture);
        }

        return null;
    }
}
