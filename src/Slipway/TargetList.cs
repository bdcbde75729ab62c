using System.Collections;
using System.Collections.Immutable;

namespace Slipway;

/// <summary>Targets of a run, by name; asked by name or by the property itself, as in Nuke: <c>InvokedTargets.Contains(Publish)</c>.</summary>
public sealed class TargetList : IReadOnlyList<string>
{
    private readonly ImmutableArray<string> _names;
    private readonly Func<Target, string?> _nameOf;

    internal TargetList(ImmutableArray<string> names, Func<Target, string?> nameOf) => (_names, _nameOf) = (names, nameOf);

    /// <summary>No target.</summary>
    public static TargetList Empty { get; } = new([], _ => null);

    /// <summary>How many there are.</summary>
    public int Count => _names.Length;

    /// <summary>True where there is none.</summary>
    public bool IsEmpty => _names.IsEmpty;

    /// <summary>The name at a place.</summary>
    public string this[int index] => _names[index];

    /// <summary>True when a target of this name is among them; case does not matter.</summary>
    public bool Contains(string name) => _names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when this target of the build is among them.</summary>
    public bool Contains(Target target) => _nameOf(target) is { } name && Contains(name);

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => _names.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
