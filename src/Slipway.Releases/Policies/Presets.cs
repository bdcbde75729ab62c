using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>The policies that come with Slipway; they are JSON files like anyone's.</summary>
public static class Presets
{
    /// <summary>The preset of whoever names none.</summary>
    public const string Default = "solo";

    /// <summary>All presets, the lightest first.</summary>
    public static ImmutableArray<string> Names { get; } = ["solo", "team", "regulated"];

    /// <summary>The settings of a preset.</summary>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static PolicyNode Of(string name)
    {
        using Stream stream = typeof(Presets).Assembly.GetManifestResourceStream($"{typeof(Presets).Namespace}.Presets.{name}.json")
            ?? throw new ArgumentException($"There is no preset {name}.", nameof(name));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        return PolicyNodeReader.Read(bytes.ToArray(), $"preset {name}", faults) ?? throw new InvalidDataException(faults[0].Cause);
    }
}
