using System.Collections.Immutable;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Facts;

/// <summary>A feature flag was set in the environment the entry is about.</summary>
/// <param name="Name">The flag, as the code asks for it.</param>
/// <param name="Percent">For how many users of a hundred it is on; 0 to 100, what cannot be read is 0.</param>
/// <param name="Groups">Groups of users it is on for whatever the share.</param>
/// <param name="Reason">Why.</param>
public sealed record FlagSet(string Name, int Percent, ImmutableArray<string> Groups, string Reason) : Fact
{
    /// <summary>All users of a hundred.</summary>
    public const int Everybody = 100;

    /// <inheritdoc/>
    public override string Type => EntryType.FlagSet;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
        [("name", Name), ("percent", FactText.Of(Percent)), ("groups", string.Join(' ', Groups)), ("reason", Reason)];

    /// <summary>True where it is on for nobody.</summary>
    public bool IsOff => Percent == 0 && Groups.IsEmpty;

    /// <summary>True where it lets users in that another setting keeps out.</summary>
    /// <param name="before">The other; null keeps everybody out.</param>
    public bool IsWiderThan(FlagSet? before) =>
        before is not { Percent: >= Everybody } && (Percent > (before?.Percent ?? 0) || Groups.Except(before?.Groups ?? []).Any());

    /// <summary>What holds while nobody says otherwise.</summary>
    public static FlagSet DefaultOf(FeatureFlag flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return new(flag.Name, flag.Default ? Everybody : 0, [], "");
    }

    /// <summary>What an entry says.</summary>
    public static FlagSet Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Text("name"), data.Number("percent") is { } percent and <= Everybody ? percent : 0, data.Words("groups"), data.Text("reason"));
}
