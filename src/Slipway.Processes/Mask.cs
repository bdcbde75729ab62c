using System.Buffers;
using System.Text;
using Slipway.Vocabulary.Secrets;

namespace Slipway.Processes;

/// <summary>
/// Replaces secrets, in every form of <see cref="SecretForms"/>, with the mask. Pure and safe to share between threads.
/// A secret of several lines is masked line by line; of its lines shorter than eight characters nothing is masked.
/// </summary>
public sealed class Mask
{
    private readonly SearchValues<string> _search;
    private readonly string[] _forms;

    /// <summary>Masks these words in every form they are known to be written in; empty ones are left out.</summary>
    public Mask(IEnumerable<string> secrets)
    {
        // Longest first: the longest form that starts at a place decides how much is covered.
        _forms = [.. secrets.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        _search = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>Length of the longest text that is looked for; 0 when there is nothing to mask.</summary>
    public int LongestForm => _forms.Length == 0 ? 0 : _forms[0].Length;

    /// <summary>True for a secret that is long enough to be masked without giving itself away.</summary>
    public static bool CanHide(string secret) => secret.Trim().Length >= SecretForms.ShortestLength;

    /// <summary>True when the text holds a secret.</summary>
    public bool Touches(ReadOnlySpan<char> text) => _forms.Length > 0 && text.IndexOfAny(_search) >= 0;

    /// <summary>The text with every secret replaced; overlapping ones become one mask.</summary>
    public string Apply(ReadOnlySpan<char> text)
    {
        if (!Touches(text))
            return text.ToString();
        var masked = new StringBuilder(text.Length);
        while (Next(text) is var (start, end) && start >= 0)
        {
            masked.Append(text[..start]).Append(Secret.Mask);
            text = text[end..];
        }

        return masked.Append(text).ToString();
    }

    /// <summary>A place at or before <paramref name="wanted"/> where the text can be cut without cutting a secret in two.</summary>
    public int CutBefore(ReadOnlySpan<char> text, int wanted)
    {
        int position = 0;
        while (position < wanted && Next(text[position..]) is var (start, end) && start >= 0 && position + start < wanted)
        {
            if (position + end > wanted)
                return position + start > 0 ? position + start : position + end;
            position += end;
        }

        return wanted;
    }

    // First stretch covered by secrets, grown as long as another one starts inside it; (-1, -1) when there is none.
    private (int Start, int End) Next(ReadOnlySpan<char> text)
    {
        int start = _forms.Length == 0 ? -1 : text.IndexOfAny(_search);
        if (start < 0)
            return (-1, -1);
        int end = start;
        for (int place = start; place <= start || place < end; place++)
            end = Math.Max(end, place + LongestAt(text[place..]));
        return (start, end);
    }

    private int LongestAt(ReadOnlySpan<char> text)
    {
        foreach (string form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
                return form.Length;
        }

        return 0;
    }
}
