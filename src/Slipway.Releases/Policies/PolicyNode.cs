using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Releases.Policies;

/// <summary>A JSON value of a policy file that knows where it was written, so that a fault about it and the origin of a setting can name the place.</summary>
public sealed record PolicyNode
{
    /// <summary>Object, array, string, number, true, false or null.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>File with line and column, or <c>preset NAME</c>.</summary>
    public required string Place { get; init; }

    /// <summary>A scalar's text as written, a string without its quotes.</summary>
    public string Text { get; init; } = "";

    /// <summary>Items of a list; empty for everything else.</summary>
    public ImmutableArray<PolicyNode> Items { get; init; } = [];

    /// <summary>Members of an object by name; empty for everything else.</summary>
    public ImmutableSortedDictionary<string, PolicyNode> Members { get; init; } = ImmutableSortedDictionary.Create<string, PolicyNode>(StringComparer.Ordinal);

    /// <summary>The same settings with those of a nearer file on top: objects are merged name by name, everything else is replaced.</summary>
    public PolicyNode With(PolicyNode nearer)
    {
        if (Kind != JsonValueKind.Object || nearer.Kind != JsonValueKind.Object)
            return nearer;
        var members = Members.ToBuilder();
        foreach ((string name, PolicyNode value) in nearer.Members)
            members[name] = members.TryGetValue(name, out PolicyNode? farther) ? farther.With(value) : value;
        return nearer with { Members = members.ToImmutable() };
    }

    /// <summary>The node without some of its members.</summary>
    public PolicyNode Without(params ReadOnlySpan<string> names)
    {
        PolicyNode node = this;
        foreach (string name in names)
            node = node with { Members = node.Members.Remove(name) };
        return node;
    }

    /// <summary>Every single setting below this node with its path: <c>gates.minimumTests</c>, <c>freezes[0].zone</c>.</summary>
    public IEnumerable<(string Path, PolicyNode Node)> Settings(string path = "")
    {
        if (Kind == JsonValueKind.Object && (Members.Count > 0 || path.Length == 0))
            return Members.SelectMany(member => member.Value.Settings(path.Length == 0 ? member.Key : $"{path}.{member.Key}"));
        return Kind == JsonValueKind.Array && Items.Any(item => item.Kind == JsonValueKind.Object)
            ? Items.SelectMany((item, index) => item.Settings(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
            : [(path, this)];
    }

    /// <summary>The value as canonical JSON: names in ordinal order, no white space. Its digest is the policy's.</summary>
    public string ToCanonicalJson()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Kind == JsonValueKind.Object)
            WriteAll(text, '{', Members, member => { WriteString(text, member.Key); text.Append(':'); member.Value.Write(text); }, '}');
        else if (Kind == JsonValueKind.Array)
            WriteAll(text, '[', Items, item => item.Write(text), ']');
        else if (Kind == JsonValueKind.String)
            WriteString(text, Text);
        else
            text.Append(Text);
    }

    private static void WriteAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string value) => text.Append('"').Append(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
}
