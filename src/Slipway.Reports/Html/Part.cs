using System.Collections.Immutable;

namespace Slipway.Reports.Html;

/// <summary>A piece of a page: a text, an attribute, an element, or several of them. What is given as text is shown as text, whatever stands in it.</summary>
internal abstract record Part
{
    private Part()
    {
    }

    /// <summary>Nothing at all.</summary>
    public static Part None { get; } = new Several([]);

    public static implicit operator Part(string text) => new Text(text);

    public static implicit operator Part((string Name, string Value) attribute) => new Attribute(attribute.Name, attribute.Value);

    public sealed record Text(string Value) : Part;

    public sealed record Attribute(string Name, string Value) : Part;

    public sealed record Element(string Name, ImmutableArray<Part> Parts) : Part;

    public sealed record Several(ImmutableArray<Part> Parts) : Part;

    /// <summary>Our own style sheet, script or data, written as it is: only ever made from embedded files and of base64.</summary>
    public sealed record Verbatim(string Value) : Part;
}
