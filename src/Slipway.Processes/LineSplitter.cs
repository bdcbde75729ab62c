namespace Slipway.Processes;

/// <summary>Cuts a stream of characters into masked lines; lines without an end are handed on in bounded pieces.</summary>
internal sealed class LineSplitter(Mask mask, int lineLimit, Action<string> line)
{
    // A forced cut keeps this many characters back, so that a secret across the cut is still whole.
    private readonly int _overlap = Math.Max(0, mask.LongestForm - 1);
    private char[] _held = [];
    private int _heldLength;

    public void Append(ReadOnlySpan<char> text)
    {
        // One search over the whole block is far cheaper than one per line.
        bool touched = mask.Touches(text);
        int end;
        while ((end = text.IndexOf('\n')) >= 0)
        {
            if (_heldLength == 0 && end <= lineLimit)
            {
                Emit(text[..end], touched);
            }
            else
            {
                Hold(text[..end]);
                EmitHeld();
            }

            text = text[(end + 1)..];
        }

        Hold(text);
    }

    /// <summary>Hands on the last line when it did not end with a line feed.</summary>
    public void Finish()
    {
        if (_heldLength > 0)
            EmitHeld();
    }

    private void Hold(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int room = lineLimit + _overlap - _heldLength;
            int taken = Math.Min(room, text.Length);
            if (_held.Length < _heldLength + taken)
                Array.Resize(ref _held, Math.Min(lineLimit + _overlap, Math.Max(1024, (_heldLength + taken) * 2)));
            text[..taken].CopyTo(_held.AsSpan(_heldLength));
            _heldLength += taken;
            text = text[taken..];
            if (_heldLength == lineLimit + _overlap)
                EmitPiece();
        }
    }

    private void EmitPiece()
    {
        Span<char> held = _held.AsSpan(0, _heldLength);
        int cut = mask.CutBefore(held, lineLimit);
        line(mask.Apply(held[..cut]));
        held[cut..].CopyTo(_held);
        _heldLength -= cut;
    }

    private void EmitHeld()
    {
        Emit(_held.AsSpan(0, _heldLength), touched: true);
        _heldLength = 0;
    }

    private void Emit(ReadOnlySpan<char> text, bool touched)
    {
        if (text.EndsWith('\r'))
            text = text[..^1];
        line(touched ? mask.Apply(text) : text.ToString());
    }
}
