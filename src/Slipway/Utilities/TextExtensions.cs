using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Slipway.Utilities;

/// <summary>Words for text that builds use.</summary>
public static class TextExtensions
{
    /// <summary>The items with a separator between them.</summary>
    public static string Join(this IEnumerable<string> items, string separator) => string.Join(separator, items);

    /// <summary>The items with a separator between them.</summary>
    public static string Join(this IEnumerable<string> items, char separator) => string.Join(separator, items);

    /// <summary>The items with commas between them.</summary>
    public static string JoinComma(this IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>The items with blanks between them.</summary>
    public static string JoinSpace(this IEnumerable<string> items) => string.Join(' ', items);

    /// <summary>The items with line ends between them.</summary>
    public static string JoinNewLine(this IEnumerable<string> items) => string.Join(Environment.NewLine, items);

    /// <summary>The items with semicolons between them.</summary>
    public static string JoinSemicolon(this IEnumerable<string> items) => string.Join(';', items);

    /// <summary>"a, b and c", or with another last word.</summary>
    public static string JoinCommaAnd(this IEnumerable<string> items) => Listed(items, "and");

    /// <summary>The items as a sentence lists them: <c>a, b or c</c>.</summary>
    public static string JoinCommaOr(this IEnumerable<string> items) => Listed(items, "or");

    /// <summary>True for null and nothing.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this string? text) => string.IsNullOrEmpty(text);

    /// <summary>True for null, nothing and blanks.</summary>
    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] this string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>True when both are the same, case aside.</summary>
    public static bool EqualsOrdinalIgnoreCase(this string? text, string? other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it begins so, case aside.</summary>
    public static bool StartsWithOrdinalIgnoreCase(this string text, string other) => text.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it ends so, case aside.</summary>
    public static bool EndsWithOrdinalIgnoreCase(this string text, string other) => text.EndsWith(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it holds that, case aside.</summary>
    public static bool ContainsOrdinalIgnoreCase(this string text, string other) => text.Contains(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text without a beginning, once.</summary>
    public static string TrimStart(this string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;

    /// <summary>The text without an end, once.</summary>
    public static string TrimEnd(this string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;

    /// <summary>Its lines; an end of line at the end gives an empty last one.</summary>
    public static string[] SplitLineBreaks(this string text) => text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The text between double quotes, those inside of it escaped.</summary>
    public static string DoubleQuote(this string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The text between single quotes, those inside of it escaped.</summary>
    public static string SingleQuote(this string text) => $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>The value itself.</summary>
    /// <exception cref="InvalidOperationException">It is null.</exception>
    [return: NotNull]
    public static T NotNull<T>([NotNull] this T? value, string? message = null, [CallerArgumentExpression(nameof(value))] string? expression = null) =>
        value ?? throw new InvalidOperationException(message ?? $"Expected not to be null: {expression}");

    /// <exception cref="InvalidOperationException">The text is null or empty.</exception>
    public static string NotNullOrEmpty([NotNull] this string? text, string? message = null, [CallerArgumentExpression(nameof(text))] string? expression = null) =>
        string.IsNullOrEmpty(text) ? throw new InvalidOperationException(message ?? $"Expected not to be null or empty: {expression}") : text;

    private static string Listed(IEnumerable<string> items, string last) => items.ToArray() switch
    {
        [] => "",
        [var only] => only,
        [.. var front, var end] => $"{string.Join(", ", front)} {last} {end}",
    };
}
