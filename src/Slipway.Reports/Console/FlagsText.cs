using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Reports.Console;

/// <summary>Feature flags, where they are on and for whom.</summary>
public static class FlagsText
{
    private const int EnvironmentColumn = 2;

    /// <summary>Each flag with how it stands in every environment.</summary>
    public static IEnumerable<string> Render(ImmutableArray<FlagStanding> standings, int columns, Palette palette)
    {
        if (standings.IsEmpty)
            return ["no release that serves has a feature flag; Flags of the build declares them"];
        int width = standings.Max(one => one.Environment.Length) + 2;
        IEnumerable<string> lines = standings.GroupBy(one => one.Flag.Name, StringComparer.Ordinal)
            .SelectMany(flag => flag.Select(one => Line(one, width, palette)).Prepend(Heading(flag.Last().Flag, palette)));
        return Folding.Fold(lines, columns, EnvironmentColumn + width);
    }

    /// <summary>What was done.</summary>
    /// <param name="ruling">What was decided.</param>
    /// <param name="environment">Where.</param>
    /// <param name="followers">How many deployments follow.</param>
    public static IEnumerable<string> Answer(Ruling ruling, string environment, int followers)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        FlagSet set = ruling switch
        {
            Ruling.Standing standing => FlagSet.Read(standing.By.Data),
            Ruling.Recorded { Drafts: [{ Fact: FlagSet recorded }] } => recorded,
            _ => throw new UnreachableException(),
        };
        string already = ruling is Ruling.Standing ? " already" : "";
        string followed = followers switch
        {
            0 => "nothing runs there that follows it",
            1 => "1 deployment follows",
            _ => string.Create(CultureInfo.InvariantCulture, $"{followers} deployments follow"),
        };
        return [$"{set.Name} is {For(set)} in {environment}{already}; {followed}"];
    }

    private static string Heading(FeatureFlag flag, Palette palette)
    {
        string end = flag.RemoveBy is { } day ? $", goes by {DayText.Of(day)}" : "";
        return $"{palette.Strong(flag.Name)}  {palette.Quiet($"of {flag.Owner}{end}{(flag.IsKillSwitch ? ", kill switch" : "")}")}";
    }

    private static string Line(FlagStanding one, int width, Palette palette)
    {
        string since = one.Set is { } set ? $", since {UtcText.Of(set.Utc)} by {set.By}: {one.Setting.Reason}" : ", its default";
        string state = For(one.Setting);
        return $"  {one.Environment.PadRight(width)}{(one.Setting.IsOff ? palette.Quiet(state) : palette.Good(state))}{since}";
    }

    private static string For(FlagSet set) => (set.Percent, set.Groups.IsEmpty) switch
    {
        (0, true) => "off",
        (0, false) => $"on for {string.Join(", ", set.Groups)}",
        (FlagSet.Everybody, _) => "on for everybody",
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"on for {set.Percent} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"on for {set.Percent} % and {string.Join(", ", set.Groups)}"),
    };
}
