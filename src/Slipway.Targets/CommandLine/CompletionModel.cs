using System.Collections.Immutable;
using System.Text;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;

namespace Slipway.Targets.CommandLine;

/// <summary>
/// What may be typed, as the launcher completes it without starting anything: a line <c>target|NAME</c> for each target that is listed and a line
/// <c>option|--NAME|TARGETS|VALUES</c> for each option, targets and values apart by blanks, empty where any will do.
/// </summary>
public static class CompletionModel
{
    private const char Field = '|';

    /// <summary>The lines, targets in front.</summary>
    /// <param name="graph">The targets.</param>
    /// <param name="parameters">What the build asks for.</param>
    /// <param name="values">Values of options that are known beyond their choices, by the option as typed: <c>--environment</c>.</param>
    public static string Of(TargetGraph graph, ImmutableArray<ParameterDefinition> parameters, ImmutableSortedDictionary<string, ImmutableArray<string>> values)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(values);
        var text = new StringBuilder();
        foreach (TargetDeclaration target in graph.Targets.Where(target => target.IsListed))
            text.Append("target").Append(Field).Append(target.Name).Append('\n');
        foreach (ParameterDefinition parameter in parameters)
            Append(text, parameter.Option, parameter.Targets, values.GetValueOrDefault(parameter.Option, parameter.Choices));
        foreach (EngineOption option in EngineOptions.All)
            Append(text, $"--{option.Name}", [], option.Choices);
        return text.ToString();
    }

    // A value with a blank or a bar in it would be completed as something else.
    private static void Append(StringBuilder text, string option, ImmutableArray<string> targets, ImmutableArray<string> values) => text
        .Append("option").Append(Field).Append(option)
        .Append(Field).AppendJoin(' ', targets)
        .Append(Field).AppendJoin(' ', values.Where(value => value.Length > 0 && !value.Any(sign => sign == Field || char.IsWhiteSpace(sign))))
        .Append('\n');
}
