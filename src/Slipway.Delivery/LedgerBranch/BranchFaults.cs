using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>What can be wrong with a ledger on a branch.</summary>
internal static class BranchFaults
{
    public static FaultException Rewound(string place, HeadPin pin, string tip, string mend) => new(ExitCode.Damaged, new Fault(
        "SLP3601", $"the ledger's branch was taken back: verified was {Head(pin)}, the branch stands on {Short(tip)} before it", place, mend));

    public static FaultException Forked(string place, HeadPin pin, string tip, string mend) => new(ExitCode.Damaged, new Fault(
        "SLP3602", $"the ledger's branch was rewritten: verified was {Head(pin)}, the branch stands on {Short(tip)}, which does not continue it", place, mend));

    public static FaultException Gone(string place, HeadPin pin, string mend) => new(ExitCode.Damaged, new Fault(
        "SLP3603", $"the ledger's branch is gone: verified was {Head(pin)}, there is no branch any more", place, mend));

    public static FaultException NoChain(string place, string commit, string why) => new(ExitCode.Damaged, new Fault(
        "SLP3604", $"commit {Short(commit)} of the ledger's branch is no entry: {why}", place, "find out who pushed it: only Slipway writes this branch; protect it against everybody else"));

    public static Fault Unreachable(string place, string why) => new(
        "SLP3605", $"remote cannot be reached: {why}", place, "repeat the command when it answers; without it nothing is appended");

    public static FaultException Refused(string place, string why) => new(ExitCode.Failed, new Fault(
        "SLP3606", $"the remote takes no entry: {why}; nothing was appended", place, "see that you may push to this branch, and that no rule or hook of the remote refuses it"));

    public static FaultException Unknown(string place, string commit, string why) => new(ExitCode.Failed, new Fault(
        "SLP3607", $"nobody knows whether the remote took entry {Short(commit)}: {why}", place, "repeat the command when the remote answers; what it took is seen then"));

    public static FaultException Git(string command, string why) => new(ExitCode.Failed, new Fault(
        "SLP3608", $"git failed: {why}", command, "run the command by hand and mend what it says"));

    public static FaultException NoRemote(string remote, AbsolutePath repository) => new(ExitCode.Usage, new Fault(
        "SLP3609", $"there is no remote '{remote}' for the ledger", $"{repository}/.nuke/release.json: ledger.remote", $"git remote add {remote} URL, or name another in the policy"));

    public static FaultException Hostile(string what, string value, AbsolutePath repository) => new(ExitCode.Usage, new Fault(
        "SLP3610", $"the ledger's {what} '{value}' is one that git could be led astray with", $"{repository}/.nuke/release.json: ledger", "a name has no leading dash, no blank, no '..'; an address is a path, a URL or host:path, never ext::"));

    public static FaultException Crowded(string place, TimeSpan deadline, int attempts) => new(ExitCode.Held, new Fault(
        "SLP3611", $"others were first {attempts} times in {deadline.TotalSeconds:0} s; nothing was appended", place, "repeat the command"));

    private static string Head(HeadPin pin) => $"entry {pin.Count} {pin.Hash[..12]} in commit {Short(pin.Commit ?? "")}";

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;
}
