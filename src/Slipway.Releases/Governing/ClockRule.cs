using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>
/// Time does not run backwards in what people decide: a clock that is behind the ledger records no act of theirs.
/// Asking for an exception and granting it are left, for an entry of a clock that ran ahead must not stop everybody until its day comes.
/// </summary>
public static class ClockRule
{
    /// <summary>Why nothing may be recorded on an occasion; null where it may.</summary>
    /// <param name="occasion">The occasion.</param>
    /// <param name="drafts">What would be recorded.</param>
    public static Fault? Behind(Occasion occasion, ImmutableArray<Draft> drafts)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        bool isBehind = occasion.State.Latest - occasion.Now > BackwardTime.Tolerance;
        return isBehind && drafts.Any(draft => draft.Fact is not (ExceptionRequested or ExceptionGranted)) ? Fault(occasion) : null;
    }

    private static Fault Fault(Occasion occasion) => new(
        "SLP1637", $"it is {UtcText.Of(occasion.Now)} here, and the ledger holds an entry of {UtcText.Of(occasion.State.Latest)}",
        "the clock of this machine",
        "set this machine's clock, then repeat the command; ./build.sh Audit --verify names an entry whose clock ran ahead");
}
