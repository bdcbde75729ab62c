using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>
/// Which ledger a state folder belongs to. Environments stand in the folder and the ledger is named by a file that anybody may edit: another name must not give the same
/// environments a new ledger, in which no policy was ever adopted.
/// </summary>
public static class LedgerOfState
{
    /// <summary>Refuses a ledger that is not the folder's. A folder without any takes whichever comes first.</summary>
    /// <exception cref="FaultException">The folder holds entries of another ledger and none of this one (exit 2).</exception>
    public static void Check(AbsolutePath state, LedgerPolicy wished)
    {
        AbsolutePath here = wished.Store == "branch" ? Branch(state, wished.Branch) : state / "ledger.jsonl";
        if (File.Exists(here) || Others(state).FirstOrDefault(other => other != here) is not { } other)
            return;
        throw new FaultException(ExitCode.Usage, new Fault(
            "SLP3203", $"the environments of this state folder are recorded in {other}; .nuke/release.json asks for {(wished.Store == "branch" ? $"the branch {wished.Branch}" : "a file")}",
            ".nuke/release.json: ledger", $"set ledger back to what it was; to begin a new ledger on purpose, ./build.sh Down, then move {state} away as a whole"));
    }

    /// <summary>Where the entries of a branch that were verified here are kept.</summary>
    public static AbsolutePath Branch(AbsolutePath state, string branch) => state / "ledger-branch" / $"{branch.Replace('/', '-')}.jsonl";

    private static IEnumerable<AbsolutePath> Others(AbsolutePath state)
    {
        if (File.Exists(state / "ledger.jsonl"))
            yield return state / "ledger.jsonl";
        if (!Directory.Exists(state / "ledger-branch"))
            yield break;
        foreach (string file in Directory.EnumerateFiles(state / "ledger-branch", "*.jsonl"))
            yield return file;
    }
}
