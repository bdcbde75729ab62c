namespace Slipway.Vocabulary.Faults;

/// <summary>Where in a text a byte stands, as editors count: <c>line:column</c>, both from 1.</summary>
public static class LineColumn
{
    /// <summary>The place of the byte at an offset.</summary>
    public static string Of(ReadOnlySpan<byte> utf8, int offset)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Clamp(offset, 0, utf8.Length)];
        return $"{before.Count((byte)'\n') + 1}:{before.Length - before.LastIndexOf((byte)'\n')}";
    }
}
