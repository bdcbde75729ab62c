using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants of a feature flag in an environment.</summary>
/// <param name="Name">The flag.</param>
/// <param name="Environment">Where.</param>
/// <param name="Reason">Why.</param>
public abstract record FlagWish(string Name, string Environment, string? Reason)
{
    /// <summary>It is on: for a share of all users, for groups of them, or for all where neither is said.</summary>
    public sealed record On(string Name, string Environment, string? Percent, ImmutableArray<string> Groups, string? Reason)
        : FlagWish(Name, Environment, Reason);

    /// <summary>It is off for everybody.</summary>
    public sealed record Off(string Name, string Environment, string? Reason) : FlagWish(Name, Environment, Reason);
}

/// <summary>What was typed of feature flags.</summary>
/// <param name="On">The flag to turn on.</param>
/// <param name="Off">The flag to turn off.</param>
/// <param name="Percent">For how many of a hundred.</param>
/// <param name="Groups">For which groups.</param>
/// <param name="Reason">Why.</param>
public sealed record FlagAsk(string? On, string? Off, string? Percent, ImmutableArray<string> Groups, string? Reason)
{
    /// <summary>The wish in it; null where somebody only looks.</summary>
    /// <exception cref="FaultException">It says two things at once, or how far without which flag (exit 2).</exception>
    public FlagWish? WishIn(string environment)
    {
        bool isShared = Percent is not null || !Groups.IsEmpty;
        if (On is not null && Off is not null)
        {
            throw new FaultException(
                ExitCode.Usage, Typed.Wrong("SLP1686", $"{On} cannot be turned on while {Off} is turned off", "one flag at a time: --on or --off"));
        }

        if (isShared && On is null)
        {
            throw new FaultException(ExitCode.Usage, Typed.Wrong(
                "SLP1687", "--percent and --groups say for whom a flag is on, and none is turned on",
                $"./build.sh Flag --on {Off ?? "NAME"} --environment {environment} --percent 20 --reason \"…\"; off is off for everybody"));
        }

        return Off is not null ? new FlagWish.Off(Off, environment, Reason)
            : On is not null ? new FlagWish.On(On, environment, Percent, Groups, Reason)
            : null;
    }
}

/// <summary>Feature flags: turned down by anybody at any time; turned up by somebody the policy knows, and in no freeze.</summary>
public static class Flags
{
    /// <summary>Decides a wish on what is on record.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="occasion">What it is decided on.</param>
    /// <param name="known">The flags of the releases that run there.</param>
    /// <param name="freeze">Whether the environment is frozen.</param>
    public static Ruling Decide(FlagWish wish, Occasion occasion, ImmutableArray<FeatureFlag> known, FreezeAnswer freeze)
    {
        ArgumentNullException.ThrowIfNull(freeze);
        if (Asked.Missing(wish.Reason, wish is FlagWish.Off ? $"Flag --off {wish.Name}" : $"Flag --on {wish.Name}", "--reason", "why") is { } untold)
            return untold;
        if (known.FirstOrDefault(flag => flag.Name == wish.Name) is not { } flag)
        {
            return Ruling.Usage(
                "SLP1683", $"nothing that runs in {wish.Environment} has a flag {wish.Name}",
                Nearest.Mend(wish.Name, [.. known.Select(one => one.Name)], "flags"));
        }

        if (wish is FlagWish.On { Groups: var asked } && asked.FirstOrDefault(IsNoName) is { } blank)
            return Ruling.Usage("SLP1688", $"a group cannot be '{blank}'", "names of groups hold no blanks: --groups beta,staff");
        (int Percent, ImmutableArray<string> Groups)? wanted = Wanted(wish);
        if (wanted is not var (percent, groups))
            return Ruling.Usage("SLP1684", $"--percent cannot be '{(wish as FlagWish.On)?.Percent}'", "give a whole number from 0 to 100");
        EnvironmentState here = occasion.State.In(wish.Environment);
        FlagSet? before = here.Flags.TryGetValue(wish.Name, out Entry? entry) ? FlagSet.Read(entry.Data) : null;
        if (before?.Percent == percent && before.Groups.SequenceEqual(groups))
            return new Ruling.Standing(entry!); // it was read from it
        var fact = new FlagSet(wish.Name, percent, groups, wish.Reason!); // asked above
        // More users than before meet what is behind it: that is a release of its own, however small.
        if (freeze.IsFrozen && fact.IsWiderThan(before ?? FlagSet.DefaultOf(flag)))
            return Ruling.Refuse(ExitCode.Frozen, Frozen(wish, freeze));
        var subject = new Subject(wish.Environment, here.Current?.PackageId, here.Current?.Version);
        return fact.IsWiderThan(before)
            ? occasion.Loosen(fact, subject, "flag", AboutOf(fact), wish.Reason!) // asked above
            : Ruling.Record(fact, subject);
    }

    /// <summary>What a signature under a wider flag is about: the flag, its share and its groups.</summary>
    public static string AboutOf(FlagSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        string text = string.Create(CultureInfo.InvariantCulture, $"slipway flag 1\n{set.Name}\n{set.Percent}\n{string.Join(' ', set.Groups)}\n");
        return Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Hex;
    }

    private static bool IsNoName(string group) => group.Length == 0 || group.Any(char.IsWhiteSpace);

    private static (int Percent, ImmutableArray<string> Groups)? Wanted(FlagWish wish) => wish switch
    {
        FlagWish.Off => (0, []),
        FlagWish.On { Percent: null } on => (on.Groups.IsEmpty ? FlagSet.Everybody : 0, Sorted(on.Groups)),
        FlagWish.On on when int.TryParse(on.Percent, NumberStyles.None, CultureInfo.InvariantCulture, out int percent)
            && percent <= FlagSet.Everybody => (percent, Sorted(on.Groups)),
        FlagWish.On => null,
        _ => throw new UnreachableException(),
    };

    private static ImmutableArray<string> Sorted(ImmutableArray<string> groups) => [.. groups.Distinct().Order(StringComparer.Ordinal)];

    private static Fault Frozen(FlagWish wish, FreezeAnswer freeze) => new(
        "SLP1685", $"{wish.Environment} is frozen: {freeze.Reason}; no flag lets more users in", $"environment {wish.Environment}",
        $"{(freeze.NextOpening is { } opening ? $"wait until {UtcText.Of(opening)}" : "wait")}, or turn it down: "
        + $"./build.sh Flag --off {wish.Name} --environment {wish.Environment} --reason \"…\"");
}
