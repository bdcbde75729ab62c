using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>Freezes as lines, what they mean for an environment now, and what was done about them.</summary>
public static class FreezesText
{
    /// <summary>All windows there are.</summary>
    public static IEnumerable<string> Windows(ImmutableArray<FreezeWindow> windows) =>
        windows.IsEmpty ? ["no freezes; deployments are allowed at all times"] : windows.Select(Window);

    /// <summary>What they mean for an environment.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="answer">What holds.</param>
    /// <param name="now">When.</param>
    /// <param name="inFull">True tells which window says what, and when the next opening is.</param>
    public static IEnumerable<string> Explain(string environment, FreezeAnswer answer, DateTimeOffset now, bool inFull)
    {
        ArgumentNullException.ThrowIfNull(answer);
        yield return $"{environment} at {UtcText.Of(now)}: {(answer.IsFrozen ? $"frozen: {answer.Reason}" : "open")}";
        if (!inFull)
            yield break;
        foreach (FreezeSpan span in answer.Denied)
            yield return $"    denies  {Span(span)}";
        foreach (FreezeSpan span in answer.Allowed)
            yield return $"    allows  {Span(span)}";
        if (answer.HasAllowing)
            yield return "    where a window allows, all other times are denied; a denying window is stronger than an allowing one";
        if (answer.IsFrozen)
            yield return $"    next opening  {(answer.NextOpening is { } opening ? $"{UtcText.Of(opening)}{Local(opening, answer)}" : "none in sight")}";
        yield return $"    a rollback is never frozen; time zone rules {answer.TimeZoneData}";
    }

    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            FreezeDeclared declared =>
                $"{draft.Subject.Environment ?? "everything"} is frozen from {Moment(declared.Start)} to {Moment(declared.End)} {declared.Zone}: {declared.Reason}",
            FreezeLifted lifted => $"freeze {lifted.Id} is lifted: {lifted.Reason}",
            _ => throw new UnreachableException(),
        });
    }

    private static string Window(FreezeWindow window)
    {
        string repeats = window.Repeats == Repetition.Never ? "" : $", {Word.Of(window.Repeats)}";
        string where = window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments);
        string owner = window.Owner.Length > 0 ? $" ({window.Owner})" : "";
        return $"  {window.Id,-18} {Word.Of(window.Kind),-5} {Moment(window.Start)} – {Moment(window.End)} {window.Zone}{repeats}  {where}  {window.Reason}{owner}";
    }

    private static string Span(FreezeSpan span) => $"{span.Window.Id}: from {span.LocalStart} to {span.LocalEnd} ({Utc(span.Start)} – {Utc(span.End)})";

    private static string Local(DateTimeOffset opening, FreezeAnswer answer)
    {
        if (answer.Denied.IsEmpty)
            return "";
        string zone = answer.Denied[^1].Window.Zone;
        return $" = {Instant.FromDateTimeOffset(opening).InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone}";
    }

    private static string Utc(Instant instant) => UtcText.Of(instant.ToDateTimeOffset());

    private static string Moment(LocalDateTime? moment) => moment is { } known ? FreezeDeclared.Moment.Format(known) : "?";
}
