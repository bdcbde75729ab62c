using System.Collections.Immutable;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Secrets;

namespace Slipway.Reports.Console;

/// <summary>The answer to <c>--help</c> and <c>--list</c>.</summary>
public static class HelpText
{
    /// <summary>The targets, each with what it depends on.</summary>
    public static IEnumerable<string> List(TargetGraph graph, IReadOnlySet<string> defaults, Palette palette)
    {
        int width = graph.Targets.Where(target => target.IsListed).Select(target => target.Name.Length).DefaultIfEmpty(0).Max() + 2;
        for (int index = 0; index < graph.Targets.Length; index++)
        {
            var target = graph.Targets[index];
            if (!target.IsListed)
                continue;
            string mark = defaults.Contains(target.Name) ? " (default)" : "";
            string after = graph.Dependencies[index].Count == 0
                ? ""
                : palette.Quiet($"  ← {string.Join(", ", graph.NamesOf(graph.Dependencies[index]))}");
            yield return $"  {palette.Strong(target.Name.PadRight(width))}{target.Description}{mark}{after}".TrimEnd();
        }
    }

    /// <summary>Targets and parameters, with the value each has and where it comes from.</summary>
    public static IEnumerable<string> Help(
        TargetGraph graph, IReadOnlySet<string> defaults, ImmutableArray<ParameterDefinition> parameters, ParameterSet values, Palette palette)
    {
        yield return "./build.sh [targets…] [--parameter value…]";
        yield return "";
        yield return palette.Strong("Targets");
        foreach (string line in List(graph, defaults, palette))
            yield return line;
        yield return "";
        yield return palette.Strong("Parameters");
        foreach (ParameterDefinition parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            yield return Row(parameter.Option, $"{parameter.Description}{Origin(parameter, values, palette)}");
        yield return "";
        yield return palette.Strong("Options");
        foreach (EngineOption option in EngineOptions.All)
            yield return Row("--" + option.Name, option.Help);
    }

    private static string Row(string option, string text) => $"  {option,-22}  {text}".TrimEnd();

    private static string Origin(ParameterDefinition parameter, ParameterSet values, Palette palette)
    {
        if (values.Find(parameter.Name) is not { } value)
            return parameter.IsRequired ? palette.Careful("  (required)") : "";
        string shown = parameter.IsSecret ? Secret.Mask : value.Value is Array list ? string.Join(' ', list.Cast<object>()) : $"{value.Value}";
        return palette.Quiet($"  = {shown} ({value.Origin})");
    }
}
