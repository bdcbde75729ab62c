using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Slipway.Composition;

/// <summary>Which property a target came from. A lambda that uses its build is a new delegate at every read, so targets are told apart by what they call.</summary>
internal sealed class TargetNames(int count)
{
    // Delegates of one type have one and the same hash code: looking up each of n takes n² comparisons, which 5,000 targets feel and 50 do not.
    private const int Many = 256;

    private readonly Dictionary<Target, string> _names = new(count, count > Many ? new ByCode() : null);

    /// <summary>Names a target; the first name stays.</summary>
    public void Add(Target target, string name) => _names.TryAdd(target, name);

    /// <summary>Gives a target another name than its first.</summary>
    public void Rename(Target target, string name)
    {
        foreach (Target same in _names.Keys.Where(known => known.Equals(target)).ToArray())
            _names.Remove(same);
        _names[target] = name;
    }

    /// <summary>The name of a target, or null for a lambda that is no property.</summary>
    public string? Find(Target target) =>
        _names.TryGetValue(target, out string? name) ? name : _names.FirstOrDefault(pair => pair.Key.Equals(target)).Value; // the hash is only a hint

    private sealed class ByCode : EqualityComparer<Target>
    {
        public override bool Equals(Target? x, Target? y) => x is null ? y is null : x.Equals(y);

        public override int GetHashCode([DisallowNull] Target target) => Code(target).GetHashCode();

        // A delegate's Method would tell too, but making 5,000 of them takes the runtime 300 ms.
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtr")]
        private static extern ref nint Code(Delegate target);
    }
}
