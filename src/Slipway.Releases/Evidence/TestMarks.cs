using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Evidence;

/// <summary>
/// Which tests passed, small enough for a ledger entry: four bytes of each name's digest. Names that failed or were skipped are kept in full.
/// Two of 10,000 tests share a mark about once in a hundred runs; then a difference may go unseen, and none is made up.
/// </summary>
public static class TestMarks
{
    private const int Most = 8000;
    private const int LongestName = 300;
    private const int RoomOfNames = 5 * 1024;

    /// <summary>What an evidence entry holds of a test run, beside its counts.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(TestResults tests) =>
    [
        ("failing", Names(tests.FailedNames)),
        ("left", Names(tests.SkippedNames)),
        ("marks", tests.PassedNames.Count > Most ? "" : Convert.ToBase64String([.. tests.PassedNames.Select(Mark).Order().Distinct().SelectMany(Bytes)])),
    ];

    /// <summary>The marks of an entry, or null where it holds none.</summary>
    public static ImmutableHashSet<uint>? Read(string? text)
    {
        byte[] bytes = new byte[(text?.Length ?? 0) * 3 / 4];
        if (string.IsNullOrEmpty(text) || !Convert.TryFromBase64String(text, bytes, out int length) || length % 4 != 0)
            return null;
        return [.. Enumerable.Range(0, length / 4).Select(index => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(index * 4, 4)))];
    }

    /// <summary>The mark of a test's full name; of one that is too long to be kept, of what is kept of it.</summary>
    public static uint Mark(string name) => Convert.ToUInt32(Digest.Of(Encoding.UTF8.GetBytes(EntryRoom.Cut(name, LongestName))).Hex[..8], 16);

    // Marks of many tests take two thirds of an entry; the names must do with what is left.
    private static string Names(IEnumerable<string> names) => string.Join('\n', EntryRoom.First(names.Order(StringComparer.Ordinal).Select(name => EntryRoom.Cut(name, LongestName)), RoomOfNames));

    private static byte[] Bytes(uint mark)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, mark);
        return bytes;
    }
}
