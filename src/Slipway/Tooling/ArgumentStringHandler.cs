using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.Tooling;

/// <summary>
/// A command line written as one text: blanks part the words, quotes hold them together, and each interpolated value stays in one
/// piece whatever it holds, so it needs no quotes. <c>{value:r}</c> masks the value in all output; a sequence becomes a word each.
/// </summary>
[InterpolatedStringHandler]
public sealed class ArgumentStringHandler
{
    private readonly List<string> _words = [];
    private readonly List<string> _secrets = [];
    private readonly StringBuilder _word = new();
    private bool _hasWord;
    private char _quote;

    /// <summary>Called by the compiler.</summary>
    public ArgumentStringHandler(int literalLength, int formattedCount)
    {
        _word.EnsureCapacity(Math.Min(literalLength, 256));
        _words.Capacity = formattedCount;
    }

    /// <summary>Words of a command line, parted as a shell parts them.</summary>
    public static implicit operator ArgumentStringHandler(string value)
    {
        var handler = new ArgumentStringHandler(value?.Length ?? 0, 0);
        handler.AppendLiteral(value ?? "");
        return handler;
    }

    internal ImmutableArray<string> Words => _hasWord ? [.. _words, _word.ToString()] : [.. _words];

    internal ImmutableArray<string> Secrets => [.. _secrets];

    /// <summary>Called by the compiler for text between holes: its blanks part words.</summary>
    public void AppendLiteral(string value)
    {
        for (int index = 0; index < value.Length; index++)
        {
            char character = value[index];
            if (_quote != '\0')
                Quoted(value, ref index);
            else if (character is '"' or '\'')
                (_quote, _hasWord) = (character, true);
            else if (char.IsWhiteSpace(character))
                EndWord();
            else
                Add(character);
        }
    }

    /// <summary>Called by the compiler for a hole: its value is one word, or part of one, whatever it holds.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
    {
        if (value is IEnumerable<string> several)
        {
            AppendSeveral(several);
            return;
        }

        string text = value is IFormattable formattable && format is not (null or "r")
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (format == "r" && text.Length > 0)
            _secrets.Add(text);
        _word.Append(text);
        _hasWord |= text.Length > 0;
    }

    private void AppendSeveral(IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            EndWord();
            _word.Append(value);
            _hasWord = true;
        }
    }

    // Inside double quotes a backslash keeps a quote; inside single quotes everything stands for itself.
    private void Quoted(string value, ref int index)
    {
        char character = value[index];
        if (character == _quote)
        {
            _quote = '\0';
            return;
        }

        if (character == '\\' && _quote == '"' && index + 1 < value.Length && value[index + 1] == '"')
            character = value[++index];
        Add(character);
    }

    private void Add(char character)
    {
        _word.Append(character);
        _hasWord = true;
    }

    private void EndWord()
    {
        if (_hasWord)
            _words.Add(_word.ToString());
        _word.Clear();
        _hasWord = false;
    }
}
