using System.Collections.Immutable;

namespace Slipway.Targets.Parameters;

/// <summary>A value a build asks for by name.</summary>
public sealed record ParameterDefinition
{
    /// <summary>Name as declared: <c>ApiKey</c>; typed as <c>--api-key</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The class or component that declares it; empty where nobody says.</summary>
    public string DeclaredBy { get; init; } = "";

    /// <summary>Names of the targets that read it; empty for all of the class or component that declares it.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>What it is, in a sentence; null where nobody says.</summary>
    public string? Description { get; init; }

    /// <summary>The type the text is converted to; arrays take several values.</summary>
    public required Type Type { get; init; }

    /// <summary>Separates the elements of a list given as one text. Default: a space.</summary>
    public string Separator { get; init; } = " ";

    /// <summary>True: the value is masked wherever it is shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>True: a run without a value is refused before the first target.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True: read from the environment only with the prefix <c>SLIPWAY_</c>, so that a stray <c>VERSION</c> decides nothing.</summary>
    public bool NeedsPrefix { get; init; }

    /// <summary>The only values allowed; empty allows any.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The name as an option: <c>--api-key</c>.</summary>
    public string Option => "--" + KebabCase.Of(Name);

    /// <summary>True when its name alone is a value.</summary>
    public bool IsSwitch => (Nullable.GetUnderlyingType(Type) ?? Type) == typeof(bool);

    /// <summary>True when it takes several values.</summary>
    public bool IsList => Type.IsArray;
}
