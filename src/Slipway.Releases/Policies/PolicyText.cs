using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>Reads policies strictly: unknown names, names given twice and impossible values are faults with line and column, all of them at once.</summary>
public static class PolicyText
{
    /// <summary>The policy in one file's bytes, on top of the preset it names.</summary>
    /// <exception cref="FaultException">Everything that is wrong with the file (exit 2).</exception>
    public static ReleasePolicy Parse(ReadOnlySpan<byte> utf8, string place) => Typed(Effective(Read(utf8, place), []));

    /// <summary>The settings in one file's bytes.</summary>
    /// <exception cref="FaultException">The bytes are no JSON object (exit 2).</exception>
    public static PolicyNode Read(ReadOnlySpan<byte> utf8, string place)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        return PolicyNodeReader.Read(utf8, place, faults) is { } node && faults.Count == 0 ? node : throw new FaultException(ExitCode.Usage, AndOthers(utf8, place, faults));
    }

    /// <summary>What a file extends, nearest last: files with the digest they must have.</summary>
    /// <exception cref="FaultException">A reference is not <c>FILE#sha256:HEX</c> (exit 2).</exception>
    public static ImmutableArray<PolicyReference> References(PolicyNode node)
    {
        if (node.Members.GetValueOrDefault("extends") is not { } extends)
            return [];
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var references = ImmutableArray.CreateBuilder<PolicyReference>();
        foreach (PolicyNode item in extends.Kind == JsonValueKind.Array ? extends.Items : [extends])
        {
            if (item.Kind == JsonValueKind.String && PolicyReference.Parse(item.Text, item.Place) is { } reference)
                references.Add(reference);
            else
                faults.Add(new Fault("SLP2508", $"extends cannot be '{item.Text}'", item.Place, "write \"FILE#sha256:\" and the file's SHA-256, so that it cannot change unseen"));
        }

        return faults.Count == 0 ? references.ToImmutable() : throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    /// <summary>All settings that hold: the preset's, those of what is extended, and the file's own, the nearest winning.</summary>
    /// <exception cref="FaultException">There is no such preset (exit 2).</exception>
    public static PolicyNode Effective(PolicyNode own, ImmutableArray<PolicyNode> extended)
    {
        PolicyNode? named = extended.Append(own).Select(node => node.Members.GetValueOrDefault("preset")).LastOrDefault(node => node is not null);
        string preset = named?.Text ?? Presets.Default;
        if (!Presets.Names.Contains(preset))
            throw new FaultException(ExitCode.Usage, new Fault("SLP2509", $"there is no preset {preset}", named?.Place ?? "preset", Nearest.Mend(preset, Presets.Names, "presets")));
        PolicyNode effective = extended.Append(own).Aggregate(Presets.Of(preset), (sum, node) => sum.With(node.Without("$schema", "extends")));
        return effective;
    }

    /// <summary>The typed policy of effective settings.</summary>
    /// <exception cref="FaultException">Everything that is wrong with them (exit 2).</exception>
    public static ReleasePolicy Typed(PolicyNode effective)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        ReleasePolicy policy = SectionReader.Read(effective, "", faults, PolicyShape.Read);
        faults.AddRange(PolicyShape.Contradictions(policy, effective));
        string text = effective.ToCanonicalJson();
        return faults.Count == 0
            ? policy with { Digest = Digest.Of(Encoding.UTF8.GetBytes(text)).Hex, Text = text }
            : throw new FaultException(ExitCode.Usage, InOrder(faults));
    }

    // A name given twice does not keep the rest of the file from being checked.
    private static ImmutableArray<Fault> AndOthers(ReadOnlySpan<byte> utf8, string place, ImmutableArray<Fault>.Builder faults)
    {
        if (PolicyNodeReader.Read(utf8, place, ImmutableArray.CreateBuilder<Fault>()) is { } node)
            _ = SectionReader.Read(node.Without("$schema", "extends"), "", faults, PolicyShape.Read);
        return InOrder(faults);
    }

    // Faults of a file read best from its top to its end.
    internal static ImmutableArray<Fault> InOrder(IEnumerable<Fault> faults) => [.. faults.OrderBy(fault => LineOf(fault.Place))];

    private static int LineOf(string place) => place.Split(':') is [.., var line, _] && int.TryParse(line, out int number) ? number : 0;
}

/// <summary>A file that a policy lies on, pinned by its content.</summary>
/// <param name="File">Path, relative to the folder of the file that names it.</param>
/// <param name="Sha256">Digest its bytes must have, in hex.</param>
/// <param name="Place">Where it is named.</param>
public sealed record PolicyReference(string File, string Sha256, string Place)
{
    private const string Mark = "#sha256:";

    /// <summary>A reference as <c>extends</c> writes it; null when it is none.</summary>
    public static PolicyReference? Parse(string text, string place)
    {
        int mark = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return mark > 0 && text[(mark + Mark.Length)..] is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower) ? new PolicyReference(text[..mark], hex, place) : null;
    }
}
