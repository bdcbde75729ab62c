using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Tools.DotNet;

/// <summary>Collects the words of one command line in order; what is null, false or empty adds nothing.</summary>
internal sealed class Words
{
    private readonly List<string> _words = [];

    public IReadOnlyList<string> All => _words;

    public Words Add(params ReadOnlySpan<string> words)
    {
        _words.AddRange(words);
        return this;
    }

    public Words Operand(string? value) => value is null ? this : Add(value);

    public Words Flag(string name, bool? on) => on == true ? Add(name) : this;

    public Words Option(string name, string? value) => value is null ? this : Add(name, value);

    public Words Option(string name, int? value) => Option(name, value?.ToString(CultureInfo.InvariantCulture));

    public Words Options(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
            Add(name, value);
        return this;
    }

    // An output folder whose path has a comma or semicolon goes as the property that --output stands for: the option's value is parted there.
    public Words Output(string? folder, string property) =>
        folder?.AsSpan().ContainsAny(',', ';') == true ? Add($"-p:{property}={Escaped(folder)}/") : Option("--output", folder);

    public Words Properties(ImmutableSortedDictionary<string, string> properties)
    {
        foreach ((string name, string value) in properties)
            Add($"-p:{name}={Escaped(value)}");
        return this;
    }

    // MSBuild cuts a command-line property at these; %xx keeps them in the value.
    private static string Escaped(string value) =>
        value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
