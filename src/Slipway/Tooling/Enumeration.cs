using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Slipway.Tooling;

/// <summary>A closed set of named values, such as Configuration: derive, and give each value a public static field.</summary>
public abstract class Enumeration : IEquatable<Enumeration>
{
    /// <summary>The value's text.</summary>
    protected string Value { get; init; } = "";

    /// <summary>True for the same value of the same type.</summary>
    public static bool operator ==(Enumeration? left, Enumeration? right) => left is null ? right is null : left.Equals(right);

    /// <summary>False for the same value of the same type.</summary>
    public static bool operator !=(Enumeration? left, Enumeration? right) => !(left == right);

    /// <inheritdoc />
    public bool Equals(Enumeration? other) => other is not null && other.GetType() == GetType() && other.Value == Value;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Enumeration);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(GetType(), Value);

    /// <summary>Its value.</summary>
    public override string ToString() => Value;
}

/// <summary>Reads an <see cref="Enumeration"/> from text by the text or the field's name, letter case ignored.</summary>
public sealed class TypeConverter<T> : TypeConverter
    where T : Enumeration
{
    /// <inheritdoc />
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <exception cref="FormatException">No value is called so; the message lists the known ones.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        if (value is not string text)
            return base.ConvertFrom(context, culture, value);
        FieldInfo[] fields = [.. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(T))];
        return fields.Select(field => field.GetValue(null)).OfType<T>().FirstOrDefault(known => Is(known.ToString(), text))
            ?? fields.FirstOrDefault(field => Is(field.Name, text))?.GetValue(null)
            ?? throw new FormatException($"'{text}' is none of {string.Join(", ", fields.Select(field => field.GetValue(null)))}.");
    }

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
