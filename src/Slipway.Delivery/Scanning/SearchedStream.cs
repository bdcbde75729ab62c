using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Evidence;

namespace Slipway.Delivery.Scanning;

/// <summary>Searches a stream of any length piece by piece; pieces overlap, so that nothing hides on a border.</summary>
internal static class SearchedStream
{
    private const int Piece = 1 << 20;

    // What stands in front of a place decides whether a word starts there: one letter of two bytes.
    private const int Lead = 2;

    // As git does it: a file with a zero byte near its start has no lines.
    private const int TextSample = 8000;

    /// <summary>One line for each place: with the number of its line, or of its byte where the file is not text.</summary>
    public static async Task<ImmutableArray<string>> FindAsync(Stream stream, SecretSearch search, string path, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        byte[] buffer = new byte[Lead + Piece + search.Reach];
        int filled = 0;
        int from = 0;
        long before = 0;
        long line = 1;
        bool? isText = null;
        while (true)
        {
            int read = await stream.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            bool isLast = filled + read < buffer.Length;
            filled += read;
            isText ??= !buffer.AsSpan(0, Math.Min(filled, TextSample)).Contains((byte)0);
            int limit = isLast ? filled : filled - search.Reach;
            foreach (SecretHit hit in search.In(buffer.AsSpan(0, filled)).Where(hit => hit.Offset >= from && hit.Offset < limit))
            {
                string place = isText.Value
                    ? (line + buffer.AsSpan(from, hit.Offset - from).Count((byte)'\n')).ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"byte {before + hit.Offset}");
                found.Add($"{path}:{place}: {hit.Rule}");
            }

            if (isLast)
                return found.ToImmutable();
            line += buffer.AsSpan(from, limit - from).Count((byte)'\n');
            int kept = limit - Lead;
            buffer.AsSpan(kept, filled - kept).CopyTo(buffer);
            (before, filled, from) = (before + kept, filled - kept, Lead);
        }
    }
}
