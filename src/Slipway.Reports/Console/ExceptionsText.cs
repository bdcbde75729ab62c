using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Agenda;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>Exceptions, those that still matter in front, and under them what was promised and is not done.</summary>
public static class ExceptionsText
{
    private static readonly ImmutableArray<string> Order = ["requested", "granted", "expired", "closed"];

    /// <summary>The screen.</summary>
    /// <param name="exceptions">All there are.</param>
    /// <param name="openActions">Promises.</param>
    /// <param name="now">For what has expired and what is overdue.</param>
    /// <param name="columns">Width of the screen.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(ImmutableArray<ExceptionRecord> exceptions, ImmutableArray<OpenTask> openActions, DateTimeOffset now, int columns, Palette palette)
    {
        IEnumerable<string> lines = exceptions.IsEmpty
            ? ["no exceptions"]
            : [palette.Quiet($"{"",-7}{"State",-11}{"Environment",-13}{"Package",-14}{"Until (UTC)",-18}Lets pass"), .. exceptions.OrderBy(exception => Order.IndexOf(exception.StateAt(now))).ThenBy(exception => exception.Requested.Seq).SelectMany(exception => One(exception, now, palette))];
        if (!openActions.IsEmpty)
            lines = [.. lines, "", palette.Strong("Open actions"), .. LearningText.Actions(openActions, palette)];
        return Folding.Fold(lines, columns, 7);
    }

    private static IEnumerable<string> One(ExceptionRecord exception, DateTimeOffset now, Palette palette)
    {
        Entry asked = exception.Requested;
        string state = exception.StateAt(now);
        yield return $"{exception.Id,-7}{Painted(state, palette)}{new string(' ', 11 - state.Length)}{asked.Environment,-13}{asked.PackageId?[..12],-14}{exception.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),-18}{string.Join(", ", exception.Covers)}";
        yield return $"{"",-7}{asked.Data.GetValueOrDefault("deviation")}: {asked.Data.GetValueOrDefault("reason")}";
        yield return $"{"",-7}impact {asked.Data.GetValueOrDefault("impact")}; follow-up {asked.Data.GetValueOrDefault("followUp")}";
        yield return palette.Quiet($"{"",-7}asked by {asked.Data.GetValueOrDefault("person", asked.Actor.Id)}{(exception.Granted is { } grant ? $", granted by {grant.Data.GetValueOrDefault("person")}" : "")}{(exception.Closed is { } closed ? $", closed by {closed.Actor.Id}: {closed.Data.GetValueOrDefault("reason")}" : "")}");
        if (state == "requested")
            yield return $"{"",-7}Next: somebody else runs ./build.sh Exceptions --grant {exception.Id}";
        else if (state == "expired")
            yield return $"{"",-7}Next: ./build.sh Exceptions --close {exception.Id} --reason \"…\" when its follow-up is done";
    }

    private static string Painted(string state, Palette palette) => state switch
    {
        "requested" => palette.Careful(state),
        "granted" => palette.Good(state),
        "expired" => palette.Bad(state),
        _ => palette.Quiet(state),
    };
}
