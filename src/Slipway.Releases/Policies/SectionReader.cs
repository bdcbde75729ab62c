using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>Takes the settings of one section by name; every name that nobody took is a fault, and so is every value that cannot be.</summary>
internal sealed class SectionReader
{
    private readonly PolicyNode? _node;
    private readonly string _prefix;
    private readonly ImmutableArray<Fault>.Builder _faults;
    private readonly List<string> _asked = [];

    private readonly string _subject;

    private SectionReader(PolicyNode? node, string path, ImmutableArray<Fault>.Builder faults, string subject)
    {
        (_node, Path, _faults, _subject) = (node, path, faults, subject);
        _prefix = path.Length == 0 ? "" : path + ".";
    }

    /// <summary>Where the section stands in the policy: <c>gates</c>; empty for the whole of it.</summary>
    public string Path { get; }

    /// <summary>Reads one section to its end.</summary>
    /// <param name="node">Its settings; null reads the defaults.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="read">Takes the settings.</param>
    /// <param name="subject">What the settings are of, for the words of a fault.</param>
    public static T Read<T>(PolicyNode? node, string path, ImmutableArray<Fault>.Builder faults, Func<SectionReader, T> read, string subject = "a release policy")
    {
        var section = new SectionReader(node, path, faults, subject);
        T value = read(section);
        section.RefuseTheRest();
        return value;
    }

    public int Whole(string name, int fallback, int least, int most) => (int)(Number(name, least, most, isWhole: true) ?? fallback);

    public int? Whole(string name, int least, int most) => (int?)Number(name, least, most, isWhole: true);

    public double? Number(string name, double least, double most, bool isWhole = false)
    {
        if (Take(name) is not { } node)
            return null;
        double value = 0;
        if (node.Kind == JsonValueKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most && (!isWhole || value == Math.Floor(value)))
            return value;
        Refuse(name, node, $"give a {(isWhole ? "whole number" : "number")} from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    public bool Flag(string name, bool fallback)
    {
        if (Take(name) is not { } node)
            return fallback;
        if (node.Kind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(name, node, "give true or false");
        return node.Kind == JsonValueKind.True;
    }

    public string? Text(string name)
    {
        if (Take(name) is not { } node)
            return null;
        if (node.Kind == JsonValueKind.String && node.Text.Length > 0)
            return node.Text;
        Refuse(name, node, "give a text in quotation marks");
        return null;
    }

    /// <summary>A text that something else can be made of; <paramref name="make"/> gives null where it cannot.</summary>
    public T? Text<T>(string name, Func<string, T?> make, string mend)
        where T : class
    {
        if (Text(name) is not { } text)
            return null;
        if (make(text) is { } value)
            return value;
        Refuse(name, _node!.Members[name], mend);
        return null;
    }

    /// <summary>True when a setting of that name is given.</summary>
    public bool Has(string name) => Take(name) is not null;

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        if (_node is not null && !_node.Members.ContainsKey(name))
            _faults.Add(new Fault("SLP2507", $"{_prefix}{name} is missing", _node.Place, $"add \"{name}\": \"…\""));
        return Text(name) ?? "";
    }

    /// <summary>One of the names of an enumeration, written in any case.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return fallback;
        if (Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) && Enum.IsDefined(value) && !int.TryParse(text, out _))
            return value;
        Refuse(name, _node!.Members[name], $"give one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}");
        return fallback;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (Take(name) is not { } node)
            return [];
        if (node.Kind == JsonValueKind.Array && node.Items.All(item => item.Kind == JsonValueKind.String && item.Text.Length > 0))
            return [.. node.Items.Select(item => item.Text)];
        Refuse(name, node, "give a list of texts: [\"…\"]");
        return [];
    }

    public T Section<T>(string name, Func<SectionReader, T> read)
    {
        PolicyNode? node = Take(name);
        if (node is { Kind: not JsonValueKind.Object })
        {
            _faults.Add(NoObject(name, node));
            return Read(null, _prefix + name, _faults, read, _subject);
        }

        return Read(node, _prefix + name, _faults, read, _subject);
    }

    /// <summary>Sections under names of the author's choice.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(string name, Func<string, SectionReader, T> read)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (Take(name) is not { } node)
            return map.ToImmutable();
        if (node.Kind != JsonValueKind.Object)
            _faults.Add(NoObject(name, node));
        foreach ((string key, PolicyNode value) in node.Members)
            map[key] = Read(value, $"{_prefix}{name}.{key}", _faults, section => read(key, section), _subject);
        return map.ToImmutable();
    }

    public ImmutableArray<T> List<T>(string name, Func<SectionReader, T> read)
    {
        if (Take(name) is not { } node)
            return [];
        if (node.Kind == JsonValueKind.Array && node.Items.All(item => item.Kind == JsonValueKind.Object))
            return [.. node.Items.Select((item, index) => Read(item, $"{_prefix}{name}[{index}]", _faults, read, _subject))];
        Refuse(name, node, "give a list of objects: [{ … }]");
        return [];
    }

    /// <summary>A value that cannot be.</summary>
    public void Refuse(string name, string mend)
    {
        if (_node is not null)
            Refuse(name, _node.Members.GetValueOrDefault(name) ?? _node, mend);
    }

    private void Refuse(string name, PolicyNode node, string mend)
    {
        string given = node.Kind switch { JsonValueKind.Object => "{…}", JsonValueKind.Array => "[…]", _ => node.Text };
        _faults.Add(new Fault("SLP2503", $"{_prefix}{name} cannot be '{given}'", node.Place, mend));
    }

    private Fault NoObject(string name, PolicyNode node) => new("SLP2506", $"{_prefix}{name} does not hold an object", node.Place, $"write \"{name}\": {{ … }}");

    private PolicyNode? Take(string name)
    {
        _asked.Add(name);
        return _node?.Members.GetValueOrDefault(name);
    }

    private void RefuseTheRest()
    {
        if (_node is null)
            return;
        string[] known = [.. _asked.Select(name => _prefix + name)];
        foreach ((string name, PolicyNode node) in _node.Members.Where(member => !_asked.Contains(member.Key)))
            _faults.Add(new Fault("SLP2504", $"{_prefix}{name} is no setting of {_subject}", node.Place, Nearest.Mend(_prefix + name, known, "settings")));
    }
}
