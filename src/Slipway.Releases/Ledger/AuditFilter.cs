using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>Which entries are asked for; what is null asks for all.</summary>
/// <param name="Environment">Name of an environment.</param>
/// <param name="Package">Beginning of a package's id.</param>
/// <param name="Type">A kind, or the part of it before a dot.</param>
/// <param name="Actor">A part of whoever wrote it, or the name of a person.</param>
/// <param name="Since">The first instant.</param>
public sealed record AuditFilter(string? Environment, string? Package, string? Type, string? Actor, DateTimeOffset? Since)
{
    private const int ShortId = 12;

    private static readonly AuditFilter All = new(null, null, null, null, null);

    /// <summary>True for an entry that is asked for.</summary>
    public bool Holds(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Environment is null || entry.Environment == Environment)
            && (Package is null || entry.PackageId?.StartsWith(Package, StringComparison.OrdinalIgnoreCase) == true)
            && (Type is null || entry.Type == Type || entry.Type.StartsWith(Type + ".", StringComparison.Ordinal))
            && (Actor is null || entry.Actor.Id.Contains(Actor, StringComparison.OrdinalIgnoreCase) || entry.Data.GetValueOrDefault("person") == Actor)
            && (Since is null || entry.Utc >= Since);
    }

    /// <summary>
    /// What is asked for and exists nowhere: an answer without a line would look like a clean record. What is known and never happened is no mistake.
    /// </summary>
    /// <param name="entries">The whole ledger.</param>
    /// <param name="environments">The environments of the build.</param>
    public ImmutableArray<Fault> Mistyped(ImmutableArray<Entry> entries, IEnumerable<string> environments)
    {
        (string? Asked, AuditFilter Alone, string Option, string Noun, IEnumerable<string?> Known)[] parts =
        [
            (Environment, All with { Environment = Environment }, "--environment", "environment", environments.Concat(entries.Select(entry => entry.Environment))),
            (Package, All with { Package = Package }, "--package", "package", entries.Select(entry => entry.PackageId?[..Math.Min(ShortId, entry.PackageId.Length)])),
            (Type, All with { Type = Type }, "--type", "kind", EntryType.All.Concat(EntryType.All.Select(type => type.Split('.')[0]))),
            (Actor, All with { Actor = Actor }, "--actor", "person", entries.SelectMany(entry => new[] { entry.Data.GetValueOrDefault("person"), entry.Actor.Id })),
        ];
        return
        [
            .. parts
                .Where(part => part.Asked is { } asked && !part.Known.Contains(asked) && !entries.Any(part.Alone.Holds))
                .Select(part => Unknown(part.Asked!, part.Option, part.Noun, part.Known.OfType<string>())), // just asked for
        ];
    }

    private static Fault Unknown(string asked, string option, string noun, IEnumerable<string> known) => new(
        "SLP2610", $"the ledger knows no {noun} {asked}", option, Nearest.Mend(asked, [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], $"{noun}s"));
}
