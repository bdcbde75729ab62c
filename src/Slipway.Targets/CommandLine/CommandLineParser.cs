using System.Collections.Immutable;
using System.Globalization;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;

namespace Slipway.Targets.CommandLine;

/// <summary>Reads a command line: plain words are targets, everything else is a named option.</summary>
/// <remarks>One or two hyphens, kebab or camel case, <c>--name value</c> or <c>--name=value</c>; the last occurrence of a single value wins, lists add up.</remarks>
public static class CommandLineParser
{
    /// <summary>Reads the words of a command line; all that is wrong with them is told at once.</summary>
    public static Invocation Parse(ImmutableArray<string> arguments, ImmutableArray<ParameterDefinition> parameters, out ImmutableArray<Fault> faults)
    {
        var state = new State(parameters);
        for (int index = 0; index < arguments.Length;)
        {
            string word = arguments[index++];
            if (word == "--")
            {
                state.Targets.AddRange(arguments[index..]); // everything behind it is a plain word, as for any program
                break;
            }

            if (!IsOption(word))
            {
                state.Targets.AddRange(word.Split('+', StringSplitOptions.RemoveEmptyEntries));
                continue;
            }

            (string name, string? attached) = Split(word);
            OptionArity? arity = state.ArityOf(name);
            if (arity is null)
            {
                state.Faults.Add(Unknown(name, word[..^(attached is null ? 0 : attached.Length + 1)], state.KnownNames)); // the value may be a secret
                while (index < arguments.Length && !IsOption(arguments[index]))
                    index++; // words behind an unknown option are its values, not targets
                continue;
            }

            var values = ImmutableArray.CreateBuilder<string>();
            if (attached is not null)
                values.Add(attached);
            else
                index = Take(arguments, index, arity.Value, state.IsSwitch(name), state.ChoicesOf(name), values);
            if (arity == OptionArity.One && values.Count == 0 && !state.IsSwitch(name))
                state.Faults.Add(Valueless(name, word));
            else if (state.ChoicesOf(name) is { IsEmpty: false } choices && values.FirstOrDefault(value => !choices.Contains(value, StringComparer.OrdinalIgnoreCase)) is { } strange)
                state.Faults.Add(new Fault("SLP1110", $"{word} cannot be '{strange}'", "command line", $"give one of {string.Join(", ", choices)}"));
            else if (state.IsCount(name) && !(int.TryParse(values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0))
                state.Faults.Add(new Fault("SLP1111", $"{word} cannot be '{values[^1]}'", "command line", "give a number from 1 on"));
            else
                state.Put(name, word, values.ToImmutable());
        }

        faults = state.Faults.ToImmutable();
        return state.ToInvocation();
    }

    private static int Take(ImmutableArray<string> arguments, int index, OptionArity arity, bool isSwitch, ImmutableArray<string> choices, ImmutableArray<string>.Builder values)
    {
        if (arity == OptionArity.Choice)
        {
            if (index < arguments.Length && choices.Contains(arguments[index], StringComparer.OrdinalIgnoreCase))
                values.Add(arguments[index++]);
            return index; // any other word is a target
        }

        while (arity != OptionArity.None && index < arguments.Length && !IsOption(arguments[index]))
        {
            if (isSwitch && !bool.TryParse(arguments[index], out _))
                break; // a bare switch in front of a target
            values.Add(arguments[index++]);
            if (arity == OptionArity.One)
                break;
        }

        return index;
    }

    // "-5" is a number, "-" a word; everything else that starts with a hyphen is an option.
    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

    private static (string Name, string? Attached) Split(string word)
    {
        if (word is "-h" or "-?")
            return ("help", null);
        string trimmed = word.TrimStart('-');
        int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (trimmed, null) : (trimmed[..equals], trimmed[(equals + 1)..]);
    }

    private static Fault Unknown(string name, string word, ImmutableArray<string> known) => new(
        "SLP1102", $"unknown option {word}", "command line",
        Nearest.To(name, known) is { } near ? $"did you mean --{near}?" : "--help shows all options");

    private static Fault Valueless(string name, string word) => new("SLP1103", $"{word} needs a value", "command line", $"{word} VALUE; --help says what --{name} takes");

    private sealed class State(ImmutableArray<ParameterDefinition> parameters)
    {
        private readonly Dictionary<string, GivenValue> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string[]> _options = new(StringComparer.Ordinal);

        public List<string> Targets { get; } = [];

        public ImmutableArray<Fault>.Builder Faults { get; } = ImmutableArray.CreateBuilder<Fault>();

        public ImmutableArray<string> KnownNames =>
            [.. EngineOptions.All.Select(option => option.Name), .. parameters.Select(parameter => KebabCase.Of(parameter.Name))];

        public OptionArity? ArityOf(string name) =>
            Parameter(name) is { } parameter ? (parameter.IsList ? OptionArity.Many : OptionArity.One) : Engine(name)?.Arity;

        public bool IsSwitch(string name) => Parameter(name)?.IsSwitch ?? false;

        public ImmutableArray<string> ChoicesOf(string name) => Parameter(name) is null ? Engine(name)?.Choices ?? [] : [];

        public bool IsCount(string name) => Parameter(name) is null && Engine(name) is { IsCount: true };

        public void Put(string name, string word, ImmutableArray<string> values)
        {
            string key = TargetName.Key(name);
            if (Parameter(name) is { } parameter)
                _values[key] = new GivenValue(parameter.IsList && _values.TryGetValue(key, out GivenValue? before) ? before.Texts.AddRange(values) : values, word);
            else if (key == "TARGET")
                Targets.AddRange(values.SelectMany(value => value.Split('+', StringSplitOptions.RemoveEmptyEntries)));
            else
                _options[key] = _options.TryGetValue(key, out string[]? before) ? [.. before, .. values] : [.. values];
        }

        public Invocation ToInvocation() => new()
        {
            Targets = [.. Targets],
            Skip = _options.TryGetValue("SKIP", out string[]? skip) ? [.. skip.SelectMany(names => names.Split('+', StringSplitOptions.RemoveEmptyEntries))] : null,
            Parameters = new ParameterSource("command line", _values),
            Options = _options,
        };

        private ParameterDefinition? Parameter(string name) =>
            parameters.FirstOrDefault(parameter => TargetName.Key(parameter.Name) == TargetName.Key(name));

        private static EngineOption? Engine(string name) =>
            EngineOptions.All.FirstOrDefault(option => TargetName.Key(option.Name) == TargetName.Key(name));
    }
}
