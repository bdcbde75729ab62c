using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Releases.Agenda;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>Exceptions, those that still matter in front, and under them what was promised and is not done.</summary>
public static class ExceptionsText
{
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
            : [palette.Quiet($"{"",-7}{"State",-11}{"Environment",-13}{"Package",-14}{"Until (UTC)",-18}Lets pass"), .. exceptions.OrderBy(exception => exception.StateAt(now)).ThenBy(exception => exception.Requested.Seq).SelectMany(exception => One(exception, now, palette))];
        if (!openActions.IsEmpty)
            lines = [.. lines, "", palette.Strong("Open actions"), .. LearningText.Actions(openActions, palette)];
        return Folding.Fold(lines, columns, 7);
    }

    /// <summary>What was done, and what comes next; of a grant what was signed.</summary>
    public static IEnumerable<string> Answer(Ruling ruling, GovernanceState governance)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.SelectMany(draft => Answer(draft, governance));
    }

    private static string[] Answer(Draft draft, GovernanceState governance) => draft.Fact switch
    {
        ExceptionRequested asked =>
        [
            $"{asked.Id} asks that {string.Join(", ", asked.Covers)} lets {draft.Subject.PackageId![..12]} into {draft.Subject.Environment}. " // it is for a package
                + $"Next: somebody else runs ./build.sh Exceptions --grant {asked.Id}",
        ],
        ExceptionGranted granted => Granted(governance.Exceptions[granted.Id], draft),
        ExceptionClosed closed => [$"{closed.Id} is closed: {closed.Reason}"],
        _ => throw new UnreachableException(),
    };

    private static string[] Granted(ExceptionRecord exception, Draft grant)
    {
        (string? environment, string? package, _, _) = grant.Subject;
        Statement statement = grant.Statement!; // a grant is somebody's
        string emergency = exception.Covers.Contains("emergency") ? " --emergency" : "";
        return
        [
            $"{exception.Wish.Deviation}: {string.Join(", ", exception.Covers)} lets {package?[..12]} into {environment} until {UtcText.Of(statement.NotAfter ?? exception.Expires)}",
            $"impact {exception.Wish.Impact}; follow-up {exception.Wish.FollowUp}",
            $"{statement.Person} granted {exception.Id}. Next: ./build.sh Promote --environment {environment} --package {package?[..12]} --exception {exception.Id}{emergency}",
        ];
    }

    private static IEnumerable<string> One(ExceptionRecord exception, DateTimeOffset now, Palette palette)
    {
        Entry asked = exception.Requested;
        ExceptionState state = exception.StateAt(now);
        yield return $"{exception.Id,-7}{Painted(state, palette)}{new string(' ', 11 - Word.Of(state).Length)}{asked.Environment,-13}{asked.PackageId?[..12],-14}{exception.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),-18}{string.Join(", ", exception.Covers)}";
        yield return $"{"",-7}{exception.Wish.Deviation}: {exception.Wish.Reason}";
        yield return $"{"",-7}impact {exception.Wish.Impact}; follow-up {exception.Wish.FollowUp}";
        yield return palette.Quiet($"{"",-7}asked by {asked.By}{(exception.Granted is { } grant ? $", granted by {Signed.PersonOf(grant.Data)}" : "")}{(exception.Uses.IsEmpty ? "" : $", used by {string.Join(", ", exception.Uses)}")}{(exception.Closed is { } closed ? $", closed by {closed.Actor.Id}: {exception.Outcome}" : "")}");
        if (state == ExceptionState.Requested)
            yield return $"{"",-7}Next: somebody else runs ./build.sh Exceptions --grant {exception.Id}";
        else if (state == ExceptionState.Expired)
            yield return $"{"",-7}Next: ./build.sh Exceptions --close {exception.Id} --reason \"…\" when its follow-up is done";
    }

    private static string Painted(ExceptionState state, Palette palette) => state switch
    {
        ExceptionState.Requested => palette.Careful(Word.Of(state)),
        ExceptionState.Granted => palette.Good(Word.Of(state)),
        ExceptionState.Expired => palette.Bad(Word.Of(state)),
        _ => palette.Quiet(Word.Of(state)),
    };
}
