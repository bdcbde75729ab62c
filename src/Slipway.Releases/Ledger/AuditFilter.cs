using System.Collections.Immutable;
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
    /// What is asked for and exists nowhere: an answer without a line would look like a clean record. A kind that is known and never happened is no mistake.
    /// </summary>
    /// <param name="entries">The whole ledger.</param>
    /// <param name="environments">The environments of the build.</param>
    public ImmutableArray<Fault> Mistyped(ImmutableArray<Entry> entries, IEnumerable<string> environments)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        void Check(string? asked, string option, string noun, IEnumerable<string> known, Func<string, bool> isKnown)
        {
            string[] all = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (asked is not null && !all.Any(isKnown))
                faults.Add(new Fault("SLP2610", $"the ledger knows no {noun} {asked}", option, Nearest.Mend(asked, all, $"{noun}s")));
        }

        Check(Environment, "--environment", "environment", environments.Concat(entries.Select(entry => entry.Environment).OfType<string>()), name => name == Environment);
        Check(Package, "--package", "package", entries.Select(entry => entry.PackageId).OfType<string>().Select(id => id[..Math.Min(12, id.Length)]), id => id.StartsWith(Package![..Math.Min(12, Package!.Length)], StringComparison.OrdinalIgnoreCase));
        Check(Type, "--type", "kind", EntryType.All.Concat(EntryType.All.Select(type => type.Split('.')[0])).Concat(entries.Select(entry => entry.Type)), name => name == Type);
        Check(Actor, "--actor", "person", entries.Select(entry => entry.Data.GetValueOrDefault("person")).OfType<string>().Concat(entries.Select(entry => entry.Actor.Id)), name => name.Contains(Actor!, StringComparison.OrdinalIgnoreCase));
        return faults.ToImmutable();
    }
}
