using System.Reflection;

namespace Slipway;

/// <summary>Marks a field or property as a parameter of the build: <c>--name</c>, the environment or <c>.nuke/parameters.json</c> give its value.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class ParameterAttribute(string? description = null) : Attribute
{
    /// <summary>What the parameter is, as <c>--help</c> shows it; null where nobody says.</summary>
    public string? Description { get; } = description;

    /// <summary>Name when it is not the member's own.</summary>
    public string? Name { get; set; }

    /// <summary>Separates the elements of a list given as one text. Default: a space.</summary>
    public string? Separator { get; set; }

    /// <summary>Names of the targets that read it, parted by blanks; null for all targets of the class or component that declares it. <c>--help TARGET</c> shows those of the target.</summary>
    public string? Targets { get; set; }
}

/// <summary>The parameter's value is masked wherever it is shown.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>A run without a value is refused before the first target.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>A missing value is fine, also that of an attribute that finds none or cannot look: the member is null then.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class OptionalAttribute : Attribute;

/// <summary>Gives a member its value before the first target; derive to inject values of your own.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValueInjectionAttribute : Attribute
{
    /// <summary>True where the member's name may also be given as a parameter (a text). Default: false.</summary>
    public virtual bool IsParameter => false;

    /// <summary>The value for a member, or null where there is none (a fault unless the member is <see cref="OptionalAttribute"/>).</summary>
    public abstract object? GetValue(MemberInfo member, SlipwayBuild build);
}
