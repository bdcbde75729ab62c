using System.Collections.Frozen;
using System.Text;

namespace Slipway.IO;

/// <summary>Judges names inside archives. Pure.</summary>
internal static class EntryName
{
    private static readonly FrozenSet<string> Devices =
        new[] { "CON", "PRN", "AUX", "NUL" }.Concat(Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The parts of a name that stays below the target on every platform; otherwise why it is refused.</summary>
    public static (string[] Parts, string? Refusal) Judge(string name, ArchiveLimits limits)
    {
        string[] parts = [.. name.Split('/').Where((part, index) => part != "." && (part.Length > 0 || index == 0))];
        string? refusal =
            parts.Length == 0 || parts.All(part => part.Length == 0) ? (name.StartsWith('/') ? "it is absolute" : null)
            : name.StartsWith('/') || (limits.MindsOtherSystems && name.Length > 1 && name[1] == ':') ? "it is absolute"
            : name.Any(character => character is '\\' || (character is ':' && limits.MindsOtherSystems) || char.IsControl(character)) ? "it holds a backslash, a colon or a control character"
            : parts.Contains("..") ? "it goes up"
            : parts.Length > limits.Depth ? $"it is {parts.Length} folders deep, {limits.Depth} are allowed"
            : parts.Any(part => Encoding.UTF8.GetByteCount(part) > limits.NameLength) ? $"a part of it is longer than {limits.NameLength} bytes"
            : !limits.MindsOtherSystems ? null
            : parts.Any(part => part.EndsWith('.') || part.EndsWith(' ')) ? "a part of it ends in a dot or blank, which Windows drops"
            : parts.Any(part => Devices.Contains(part.Split('.')[0])) ? "a part of it is a device on Windows"
            : null;
        return ([.. parts.Where(part => part.Length > 0)], refusal);
    }
}
