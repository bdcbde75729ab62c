using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Vocabulary.Paths;

namespace Slipway.Targets.Parameters;

/// <summary>Turns given words into typed values; culture never matters.</summary>
public static class ParameterConversion
{
    /// <summary>Converts a given value; on failure <paramref name="expected"/> says what would do.</summary>
    /// <param name="definition">What is asked for.</param>
    /// <param name="given">The words.</param>
    /// <param name="folder">Where relative paths are meant from; null refuses them.</param>
    /// <param name="value">The value.</param>
    /// <param name="expected">What would do in place of the words.</param>
    public static bool TryConvert(
        ParameterDefinition definition, GivenValue given, string? folder, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? expected)
    {
        if (definition.Choices.Length > 0 && given.Texts.FirstOrDefault(text => !definition.Choices.Contains(text, StringComparer.OrdinalIgnoreCase)) is not null)
        {
            (value, expected) = (null, $"one of {string.Join(", ", definition.Choices)}");
            return false;
        }

        if (definition.IsList)
            return TryConvertList(definition, given, folder, out value, out expected);
        if (definition.IsSwitch && given.Texts.IsEmpty)
        {
            (value, expected) = (true, null);
            return true;
        }

        return given.Texts.Length switch
        {
            1 => TryConvert(given.Texts[0], definition.Type, folder, out value, out expected),
            _ => Refuse("exactly one value", out value, out expected),
        };
    }

    private static bool TryConvertList(
        ParameterDefinition definition, GivenValue given, string? folder, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? expected)
    {
        Type element = definition.Type.GetElementType()!; // IsList says that this is an array.
        // A shell has split words at blanks already; a separator of the parameter's own it does not know.
        bool isSplit = given.IsWhole ? given.Texts.Length == 1 : definition.Separator != " ";
        ImmutableArray<string> texts = isSplit
            ? [.. given.Texts.SelectMany(text => text.Split(definition.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
            : given.Texts;
        Array array = Array.CreateInstance(element, texts.Length);
        for (int index = 0; index < texts.Length; index++)
        {
            if (!TryConvert(texts[index], element, folder, out object? item, out expected))
            {
                value = null;
                return false;
            }

            array.SetValue(item, index);
        }

        (value, expected) = (array, null);
        return true;
    }

    private static bool TryConvert(string text, Type type, string? folder, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? expected)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        (value, expected) = (null, null);
        if (target == typeof(string))
            value = text;
        else if (target == typeof(bool))
            value = bool.TryParse(text, out bool flag) ? flag : null;
        else if (target == typeof(int))
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
        else if (target.IsEnum)
            value = Enum.TryParse(target, text, ignoreCase: true, out object? member) && Enum.IsDefined(target, member) ? member : null;
        else if (target == typeof(AbsolutePath))
            value = Path.IsPathFullyQualified(text) ? AbsolutePath.Create(text) : folder is null || text.Length == 0 ? null : AbsolutePath.Create(Path.GetFullPath(text, folder));
        else
            value = ConvertByTypeConverter(text, target);
        if (value is null)
            expected = Expectation(target);
        return value is not null;
    }

    private static object? ConvertByTypeConverter(string text, Type target)
    {
        try
        {
            return TypeDescriptor.GetConverter(target) is { } converter && converter.CanConvertFrom(typeof(string))
                ? converter.ConvertFromInvariantString(text)
                : null;
        }
        catch (Exception)
        {
            // Converters throw whatever they like (Exception itself in several of the framework's); every one of them means "malformed".
            return null;
        }
    }

    private static string Expectation(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(AbsolutePath) ? "an absolute path"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : $"a {type.Name}";

    private static bool Refuse(string expectation, out object? value, out string? expected)
    {
        (value, expected) = (null, expectation);
        return false;
    }
}
