using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>Faults of what was typed.</summary>
public static class Typed
{
    /// <summary>A year of hours.</summary>
    internal const int MostHours = 24 * 365;

    /// <summary>Something that cannot be understood, or makes no sense.</summary>
    public static Fault Wrong(string code, string cause, string mend) => new(code, cause, "command line", mend);

    /// <summary>A verb that makes no sense without an option.</summary>
    public static Fault Without(string verb, string option, string example) =>
        Wrong("SLP1602", $"{verb} needs {option}", $"./build.sh {verb} … {option} \"{example}\"");

    /// <summary>A verb whose reason stands in the ledger, without one.</summary>
    public static Fault Unreasoned(string verb) =>
        Wrong("SLP1502", $"{verb} needs a reason", "give the same command with --reason \"why\"; it stands in the ledger");

    /// <summary>Hours that cannot be understood.</summary>
    public static Fault Endless(string text) => Wrong("SLP1601", $"--hours cannot be '{text}'", $"give a whole number of hours, 1 to {MostHours}");
}
