using Slipway.Composition;
using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Components;

/// <summary>Records facts about the source at hand, for gates to judge: load figures, scan results, whatever a team measures.</summary>
public static class Evidence
{
    /// <summary>Records evidence of a kind about the source tree at hand. A gate reads it with <c>input.State.EvidenceOf(kind, input.Manifest.Source.Tree)</c>.</summary>
    /// <param name="build">The build that found it.</param>
    /// <param name="kind">Lower-case name: <c>load</c>. <c>performance</c> is judged by the gate of that name, each value being milliseconds.</param>
    /// <param name="cancellation">Ends the wait for the ledger.</param>
    /// <param name="data">What was found, by name. Secrets have no place here: the ledger is kept for ever.</param>
    /// <exception cref="Vocabulary.Faults.FaultException">There is no commit to say it about (exit 2), or the ledger cannot be written.</exception>
    public static async Task RecordAsync(IApplication build, string kind, CancellationToken cancellation, params (string Name, string Value)[] data)
    {
        ArgumentNullException.ThrowIfNull(build);
        ReleaseEngine engine = build.Engine;
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        await journal.AppendAsync(EntryType.EvidenceRecorded, new Subject(), cancellation, [("kind", kind), ("tree", source.Tree), ("commit", source.Commit), .. data]).ConfigureAwait(false);
    }
}
