using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Slipway.Targets.Parameters;

namespace Slipway.Composition;

/// <summary>The values of a run that nobody may see.</summary>
internal static class SecretValues
{
    /// <summary>All of them, by the name of their parameter.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(ImmutableArray<ParameterDefinition> parameters, ParameterSet values) =>
        parameters.Where(parameter => parameter.IsSecret)
            .SelectMany(secret => TextsOf(secret, values).Select(text => KeyValuePair.Create(secret.Name, text)));

    /// <summary>Those of one parameter. A secret may be of any type, and each of several is one.</summary>
    public static string[] TextsOf(ParameterDefinition secret, ParameterSet values) => values.Find(secret.Name)?.Value switch
    {
        null => [],
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().Select(Text)],
        var other => [Text(other)],
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
