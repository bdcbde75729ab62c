using System.Collections;
using System.Globalization;
using Slipway.Tooling;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Values as texts that tell them apart: texts in quotation marks, nothing as <c>unset</c>, several in a row.</summary>
internal static class ParameterText
{
    /// <summary>What nothing is called.</summary>
    public const string Unset = "unset";

    /// <summary>The text of a value; null where values of its type have none that tells them apart.</summary>
    public static string? Of(object? value) => value switch
    {
        null => Unset,
        string text => Quoted(text),
        bool truth => truth ? "true" : "false",
        Enum or Enumeration => Quoted(value.ToString()!), // both have one
        AbsolutePath or Uri or Version => Quoted(value.ToString()!),
        double or float => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable number when value.GetType().IsPrimitive || value is decimal or Guid or TimeSpan =>
            number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable several => All(several.Cast<object?>().Select(Of)),
        _ => null,
    };

    /// <summary>The text of a text.</summary>
    public static string Of(string? text) => text is null ? Unset : Quoted(text);

    private static string? All(IEnumerable<string?> texts)
    {
        string?[] all = [.. texts];
        return all.Contains(null) ? null : $"[{string.Join(' ', all)}]";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
