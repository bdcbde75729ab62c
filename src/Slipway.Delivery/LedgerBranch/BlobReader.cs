using System.Buffers;
using System.Text;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>Gathers the entries that <c>git cat-file --batch</c> prints: a line <c>id blob size</c>, the entry's one line, an empty line.</summary>
internal sealed class BlobReader(IReadOnlyList<string> commits)
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private int _expected;
    private bool _isContent;
    private bool _isEnd;

    /// <summary>Whole entries so far.</summary>
    public int Count { get; private set; }

    /// <summary>The first commit that is no entry, with the reason; null while all are.</summary>
    public (string Commit, string Why)? Problem { get; private set; }

    public ReadOnlySpan<byte> Bytes => _lines.WrittenSpan;

    public void Add(string line)
    {
        if (Problem is not null)
            return;
        if (_isContent)
            Take(line);
        else if (_isEnd)
            Close(line);
        else
            Open(line);
    }

    private void Open(string line)
    {
        string[] parts = line.Split(' ');
        if (Count >= commits.Count || parts.Length != 3 || parts[1] != "blob" || !int.TryParse(parts[2], out _expected))
            Problem = (Commit, line.EndsWith(" missing", StringComparison.Ordinal) ? "it holds no entry.json" : $"git says {line}");
        _isContent = true;
    }

    // An entry is one line of UTF-8: what git prints as a line is its bytes without the line feed.
    private void Take(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        if (bytes.Length != _expected)
            Problem = (Commit, "its entry.json is not one line");
        _lines.Write(bytes);
        (_isContent, _isEnd) = (false, true);
    }

    private void Close(string line)
    {
        if (line.Length > 0)
            Problem = (Commit, "its entry.json is not one line");
        _isEnd = false;
        Count++;
    }

    private string Commit => Count < commits.Count ? commits[Count] : "";
}
