using System.Collections.Immutable;
using Slipway.Targets.Graph;
using Slipway.Vocabulary.Faults;

namespace Slipway.Targets.Parameters;

/// <summary>The values of a run, each from the first source that gives one.</summary>
public sealed record ParameterSet
{
    private ParameterSet(IReadOnlyDictionary<string, ResolvedValue> values) => Values = values;

    /// <summary>Resolved values by the key of the parameter's name; a parameter nobody gave is absent.</summary>
    public IReadOnlyDictionary<string, ResolvedValue> Values { get; }

    /// <summary>The value of a parameter with where it comes from; null when nobody gave one.</summary>
    public ResolvedValue? Find(string name) => Values.GetValueOrDefault(TargetName.Key(name));

    /// <summary>Chooses and converts; every value that cannot be converted is in <paramref name="faults"/>.</summary>
    /// <param name="definitions">What the build asks for.</param>
    /// <param name="sources">Where values come from, strongest first.</param>
    /// <param name="faults">One fault for each malformed value; the set holds the others.</param>
    public static ParameterSet Resolve(ImmutableArray<ParameterDefinition> definitions, ImmutableArray<ParameterSource> sources, out ImmutableArray<Fault> faults)
    {
        var values = new Dictionary<string, ResolvedValue>(definitions.Length, StringComparer.Ordinal);
        var malformed = ImmutableArray.CreateBuilder<Fault>();
        foreach (ParameterDefinition definition in definitions)
        {
            string key = TargetName.Key(definition.Name);
            foreach (ParameterSource source in sources)
            {
                if (!source.Values.TryGetValue(key, out GivenValue? given))
                    continue;
                if (ParameterConversion.TryConvert(definition, given, source.Folder, out object? value, out string? expected))
                    values[key] = new ResolvedValue(value, source.Origin);
                else
                    malformed.Add(Malformed(definition, given, expected));
                break;
            }
        }

        faults = malformed.ToImmutable();
        return new ParameterSet(values);
    }

    private static Fault Malformed(ParameterDefinition definition, GivenValue given, string expected)
    {
        string shown = definition.IsSecret ? Vocabulary.Secrets.Secret.Mask : string.Join(' ', given.Texts);
        return new Fault("SLP1101", $"{definition.Option} cannot be '{shown}'", given.Place, $"give {expected}");
    }
}
