using System.Collections;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;

namespace Slipway.Execution.ParameterSources;

/// <summary>Values from environment variables: <c>NAME</c>, <c>SLIPWAY_NAME</c> or <c>NUKE_NAME</c>; case and underscores do not matter.</summary>
public static class EnvironmentVariables
{
    /// <summary>The values of parameters among variables; names are compared without case and underscores.</summary>
    public static ParameterSource Read(IDictionary variables, IEnumerable<ParameterDefinition> definitions)
    {
        var byKey = new Dictionary<string, (string Name, string Value)>(variables.Count, StringComparer.Ordinal);
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is { Key: string name, Value: string { Length: > 0 } value })
                byKey[TargetName.Key(name.Replace("_", "", StringComparison.Ordinal))] = (name, value);
        }

        var values = new Dictionary<string, GivenValue>(StringComparer.Ordinal);
        foreach (ParameterDefinition definition in definitions)
        {
            string key = TargetName.Key(definition.Name);
            string[] spellings = definition.NeedsPrefix ? ["SLIPWAY" + key] : ["SLIPWAY" + key, "NUKE" + key, key];
            foreach (string spelling in spellings)
            {
                if (!byKey.TryGetValue(spelling, out (string Name, string Value) variable))
                    continue;
                values[key] = new GivenValue([variable.Value], $"environment variable {variable.Name}", IsWhole: true);
                break;
            }
        }

        return new ParameterSource("environment", values);
    }
}
