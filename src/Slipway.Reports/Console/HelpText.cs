using System.Collections.Immutable;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Secrets;

namespace Slipway.Reports.Console;

/// <summary>The answer to <c>--help</c> and <c>--list</c>.</summary>
public static class HelpText
{
    /// <summary>The targets, each with what it depends on: the build's own first, then those of components, by what they are for and in the order of use.</summary>
    public static IEnumerable<string> List(TargetGraph graph, IReadOnlySet<string> defaults, Palette palette)
    {
        int[] listed = [.. Enumerable.Range(0, graph.Targets.Length).Where(index => graph.Targets[index].IsListed)];
        int width = listed.Select(index => graph.Targets[index].Name.Length).DefaultIfEmpty(0).Max() + 2;
        TargetPlace[] places = [.. listed.Select(index => TargetPlace.Of(graph.Targets[index]))];
        int[] order = [.. Enumerable.Range(0, listed.Length)];
        Array.Sort(order, (left, right) => places[left].CompareTo(places[right]) is var by && by != 0 ? by : left - right);
        bool hasGroups = places.Any(place => place.Number != places[0].Number);
        int group = -1;
        foreach (int at in order)
        {
            if (hasGroups && places[at].Number != group)
                yield return $" {palette.Quiet(places[at].Group)}";
            group = places[at].Number;
            yield return Row(graph, listed[at], width, defaults, palette);
        }
    }

    /// <summary>Targets and parameters, with the value each has and where it comes from; where targets were asked for, those alone, with what they and their components ask for.</summary>
    public static IEnumerable<string> Help(
        TargetGraph graph, IndexList asked, IReadOnlySet<string> defaults, ImmutableArray<ParameterDefinition> parameters, ParameterSet values, Palette palette) =>
        asked.Count == 0 ? Whole(graph, defaults, parameters, values, palette) : asked.SelectMany(index => One(graph, index, parameters, values, palette));

    private static IEnumerable<string> One(TargetGraph graph, int index, ImmutableArray<ParameterDefinition> parameters, ParameterSet values, Palette palette)
    {
        TargetDeclaration target = graph.Targets[index];
        yield return $"./build.sh {target.Name} [--parameter value…]";
        yield return "";
        yield return $"  {palette.Strong(target.Name)}  {target.Description}".TrimEnd();
        if (graph.Dependencies[index].Count > 0)
            yield return $"  after {string.Join(", ", graph.NamesOf(graph.Dependencies[index]))}";
        if (graph.Triggers[index].Count > 0)
            yield return $"  before {string.Join(", ", graph.NamesOf(graph.Triggers[index]))}";
        ImmutableArray<ParameterDefinition> own =
            [.. parameters.Where(parameter => IsReadBy(parameter, target) || target.Requirements.Any(requirement => requirement.Parameter == parameter.Name))];
        if (!own.IsEmpty)
            yield return $"\n{palette.Strong("Parameters")}";
        foreach (ParameterDefinition parameter in own.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            yield return Row(parameter.Option, $"{parameter.Description}{Origin(parameter, values, palette)}");
        if (!target.Examples.IsEmpty)
            yield return $"\n{palette.Strong("Examples")}";
        foreach (string example in target.Examples)
            yield return $"  {example}";
    }

    private static bool IsReadBy(ParameterDefinition parameter, TargetDeclaration target) =>
        parameter.Targets.IsEmpty ? parameter.DeclaredBy == target.DeclaredBy : parameter.Targets.Contains(target.Name);

    private static IEnumerable<string> Whole(
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
            yield return Row(parameter.Option, $"{parameter.Description}{Readers(parameter, palette)}{Origin(parameter, values, palette)}");
        yield return "";
        yield return palette.Strong("Options");
        foreach (EngineOption option in EngineOptions.All)
            yield return Row("--" + option.Name, option.Help);
        yield return "";
        yield return "./build.sh --help TARGET shows one target, ./build.sh Guide the guides.";
    }

    private static string Row(TargetGraph graph, int index, int width, IReadOnlySet<string> defaults, Palette palette)
    {
        TargetDeclaration target = graph.Targets[index];
        string mark = defaults.Contains(target.Name) ? " (default)" : "";
        string after = graph.Dependencies[index].Count == 0 ? "" : palette.Quiet($"  ← {string.Join(", ", graph.NamesOf(graph.Dependencies[index]))}");
        return $"  {palette.Strong(target.Name.PadRight(width))}{target.Description}{mark}{after}".TrimEnd();
    }

    private static string Row(string option, string text) => $"  {option,-22}  {text}".TrimEnd();

    // Where many read it, its text says what for.
    private static string Readers(ParameterDefinition parameter, Palette palette) =>
        parameter.Targets.Length is > 0 and < 4 ? palette.Quiet($"  [{string.Join(", ", parameter.Targets)}]") : "";

    private static string Origin(ParameterDefinition parameter, ParameterSet values, Palette palette)
    {
        if (values.Find(parameter.Name) is not { } value)
            return parameter.IsRequired ? palette.Careful("  (required)") : "";
        string shown = parameter.IsSecret ? Secret.Mask : value.Value is Array list ? string.Join(' ', list.Cast<object>()) : $"{value.Value}";
        return palette.Quiet($"  = {shown} ({value.Origin})");
    }
}
