using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>Reads <c>.nuke/release.json</c> strictly: unknown keys, double keys and impossible values are faults with line and column, all of them at once.</summary>
public static class PolicyText
{
    private static readonly ImmutableArray<Field> Fields =
    [
        new("gates.minimumTests", 0, 1_000_000, IsWhole: true, (policy, value) => policy with { Gates = policy.Gates with { MinimumTests = (int)value } }),
        new("gates.minimumCoverage", 0, 100, IsWhole: false, (policy, value) => policy with { Gates = policy.Gates with { MinimumCoverage = value } }),
        new("deployment.readySeconds", 1, 3600, IsWhole: true, (policy, value) => policy with { Deployment = policy.Deployment with { ReadySeconds = (int)value } }),
        new("deployment.drainSeconds", 0, 3600, IsWhole: true, (policy, value) => policy with { Deployment = policy.Deployment with { DrainSeconds = (int)value } }),
        new("deployment.stopSeconds", 0, 600, IsWhole: true, (policy, value) => policy with { Deployment = policy.Deployment with { StopSeconds = (int)value } }),
    ];

    private static readonly ImmutableArray<TextField> TextFields =
    [
        new("ledger.store", ["file", "branch"], (policy, value) => policy with { Ledger = policy.Ledger with { Store = value } }),
        new("ledger.remote", [], (policy, value) => policy with { Ledger = policy.Ledger with { Remote = value } }),
        new("ledger.branch", [], (policy, value) => policy with { Ledger = policy.Ledger with { Branch = value } }),
        new("packages.folder", [], (policy, value) => policy with { Packages = policy.Packages with { Folder = value } }),
    ];

    private static IEnumerable<string> Paths => [.. Fields.Select(number => number.Path), .. TextFields.Select(text => text.Path)];

    /// <summary>The policy in a file's bytes.</summary>
    /// <exception cref="FaultException">Everything that is wrong with the file (exit 2).</exception>
    public static ReleasePolicy Parse(ReadOnlySpan<byte> utf8, string place)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var policy = new ReleasePolicy();
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                policy = ReadObject(ref reader, utf8, "", place, policy, faults);
            else
                faults.Add(NotAnObject(place, LineColumn.Of(utf8, 0)));
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the second: half of a surrogate pair
        {
            string reason = exception.Message.Split(" LineNumber", 2)[0].Split(" Path:", 2)[0];
            faults.Add(new Fault("SLP2501", $"{place} is not valid JSON: {reason}", $"{place}:{LineColumn.Of(utf8, (int)reader.BytesConsumed)}", "mend the text there"));
        }

        return faults.Count == 0 ? policy : throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    private static ReleasePolicy ReadObject(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string prefix, string place, ReleasePolicy policy, ImmutableArray<Fault>.Builder faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string path = prefix + reader.GetString();
            string here = $"{place}:{LineColumn.Of(utf8, (int)reader.TokenStartIndex)}";
            reader.Read();
            if (!seen.Add(path))
                faults.Add(new Fault("SLP2502", $"{path} is given twice", here, "keep one of the two"));
            if (path == "$schema")
                reader.Skip();
            else if (Fields.FirstOrDefault(field => field.Path == path) is { } field)
                policy = ReadValue(ref reader, utf8, field, place, policy, faults);
            else if (TextFields.FirstOrDefault(field => field.Path == path) is { } text)
                policy = ReadText(ref reader, text, here, policy, faults);
            else if (IsSection(path) && reader.TokenType == JsonTokenType.StartObject)
                policy = ReadObject(ref reader, utf8, path + ".", place, policy, faults);
            else
            {
                faults.Add(IsSection(path) ? NotASection(path, here) : Unknown(path, here));
                reader.Skip();
            }
        }

        return policy;
    }

    private static ReleasePolicy ReadValue(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, Field field, string place, ReleasePolicy policy, ImmutableArray<Fault>.Builder faults)
    {
        string here = $"{place}:{LineColumn.Of(utf8, (int)reader.TokenStartIndex)}";
        bool isNumber = reader.TokenType == JsonTokenType.Number;
        double value = isNumber ? reader.GetDouble() : 0;
        if (isNumber && value >= field.Least && value <= field.Most && (!field.IsWhole || value == Math.Floor(value)))
            return field.Set(policy, value);
        string given = isNumber || reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null or JsonTokenType.String
            ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan)
            : "{…}";
        faults.Add(new Fault("SLP2503", $"{field.Path} cannot be '{given}'", here, $"give a {(field.IsWhole ? "whole number" : "number")} from {field.Least} to {field.Most}"));
        reader.Skip();
        return policy;
    }

    private static ReleasePolicy ReadText(ref Utf8JsonReader reader, TextField field, string here, ReleasePolicy policy, ImmutableArray<Fault>.Builder faults)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } value && (field.Words.IsEmpty || field.Words.Contains(value)))
            return field.Set(policy, value);
        faults.Add(new Fault("SLP2507", $"{field.Path} cannot be that", here, field.Words.IsEmpty ? "give a text" : $"give one of {string.Join(", ", field.Words)}"));
        reader.Skip();
        return policy;
    }

    private static bool IsSection(string path) => Paths.Any(candidate => candidate.StartsWith(path + ".", StringComparison.Ordinal));

    private static Fault NotASection(string path, string here) => new(
        "SLP2506", $"{path} does not hold an object", here, $"write \"{path}\": {{ … }} with {string.Join(", ", Paths.Where(field => field.StartsWith(path + ".", StringComparison.Ordinal)))}");

    private static Fault Unknown(string path, string here)
    {
        string[] known = [.. Paths, "gates", "deployment", "ledger", "packages"];
        return new Fault("SLP2504", $"{path} is no setting of a release policy", here, Nearest.Mend(path, known, "settings"));
    }

    private static Fault NotAnObject(string place, string position) => new("SLP2505", $"{place} does not hold an object", $"{place}:{position}", "write { … }");

    private sealed record Field(string Path, double Least, double Most, bool IsWhole, Func<ReleasePolicy, double, ReleasePolicy> Set);

    private sealed record TextField(string Path, ImmutableArray<string> Words, Func<ReleasePolicy, string, ReleasePolicy> Set);
}
