using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What becomes of a wish to govern. It holds for the state it was decided on, and is recorded on no other.</summary>
public abstract record Ruling
{
    private Ruling(ImmutableArray<Draft> drafts) => Drafts = drafts;

    /// <summary>What is to be recorded, all of it together.</summary>
    public ImmutableArray<Draft> Drafts { get; }

    /// <summary>It is done once its facts are recorded; they are the answer.</summary>
    public sealed record Recorded(ImmutableArray<Draft> Facts) : Ruling(Facts);

    /// <summary>It is so already, by an entry of before; nothing is recorded.</summary>
    public sealed record Standing(Entry By) : Ruling([]);

    /// <summary>It is not done. What there is to record of that is recorded.</summary>
    public sealed record Refused(ExitCode ExitCode, ImmutableArray<Fault> Faults, ImmutableArray<Draft> Facts) : Ruling(Facts);

    /// <summary>One fact.</summary>
    public static Recorded Record(Fact fact, Subject subject, Statement? statement = null) => new([new Draft(fact, subject, statement)]);

    /// <summary>A refusal of which nothing is recorded.</summary>
    public static Refused Refuse(ExitCode exitCode, Fault fault) => new(exitCode, [fault], []);

    /// <summary>A refusal of what was typed.</summary>
    public static Refused Usage(string code, string cause, string mend) => Refuse(ExitCode.Usage, Typed.Wrong(code, cause, mend));
}
