using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants done about exceptions, in their own words.</summary>
public abstract record ExceptionWish
{
    private ExceptionWish()
    {
    }

    /// <summary>Ask for one, for a package in an environment.</summary>
    public sealed record Ask(
        string Deviation, ImmutableArray<string> Covers, string Environment, string PackageId, string? Reason, string? Impact, string? FollowUp,
            string? Hours) : ExceptionWish;

    /// <summary>Grant what somebody else asked for.</summary>
    public sealed record Grant(string Id) : ExceptionWish;

    /// <summary>Say that its follow-up is done.</summary>
    public sealed record Close(string Id, string? Reason) : ExceptionWish;
}

/// <summary>Exceptions: asked for by one, granted by another, for one package in one place and a short time.</summary>
public static class Exceptions
{
    private const int UsualHours = 24;

    private static readonly ImmutableArray<string> Always = ["freeze", "emergency", "clock"];

    /// <summary>Decides a wish on what is on record.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="occasion">What it is decided on.</param>
    /// <param name="gates">Names of all gates there are.</param>
    public static Ruling Decide(ExceptionWish wish, Occasion occasion, ImmutableArray<string> gates) => wish switch
    {
        ExceptionWish.Ask ask => Ask(ask, occasion, gates),
        ExceptionWish.Grant grant => Grant(grant, occasion),
        ExceptionWish.Close close => Close(close, occasion),
        _ => throw new UnreachableException(),
    };

    private static Ruling Ask(ExceptionWish.Ask wish, Occasion occasion, ImmutableArray<string> gates)
    {
        if (Unclear(wish, [.. Always, .. gates]) is { } unclear)
            return unclear;
        int most = occasion.Policy.Approvals.ExceptionHours ?? Typed.MostHours;
        if (Asked.HoursOf(wish.Hours, Math.Min(UsualHours, most)) is not { } hours)
            return Ruling.Refuse(ExitCode.Usage, Typed.Endless(wish.Hours!)); // usual hours are a number
        if (hours > most)
        {
            return Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP1638", $"an exception holds {most} hours at most, and {hours} are asked for",
                "approvals.exceptionHours in .nuke/release.json", $"give --hours {most}, or fewer"));
        }

        string id = RegisterId.Next("EX", occasion.Governance.Exceptions.Keys);
        var asked = new ExceptionRequested(id, wish.Deviation, wish.Covers, wish.Reason!, wish.Impact!, wish.FollowUp!, hours); // asked above
        var subject = new Subject(wish.Environment, wish.PackageId, occasion.State.Packages.GetValueOrDefault(wish.PackageId)?.Version);
        // Where nothing is signed anybody may ask; whoever grants it is somebody of the policy.
        if (!occasion.Policy.Approvals.Signed)
            return Ruling.Record(asked, subject);
        Statement statement = occasion.Statement(ExceptionAsk.Action, wish.Reason) with
        {
            Environment = wish.Environment, PackageId = wish.PackageId, About = ExceptionAsk.SubjectOf(asked),
        };
        return occasion.Stranger() is { } stranger ? stranger : Ruling.Record(asked, subject, statement);
    }

    private static Ruling.Refused? Unclear(ExceptionWish.Ask wish, ImmutableArray<string> known)
    {
        const string Verb = "Exceptions --ask";
        if ((Asked.Missing(wish.Reason, Verb, "--reason", "why")
            ?? Asked.Missing(wish.Impact, Verb, "--impact", "what may happen")
            ?? Asked.Missing(wish.FollowUp, Verb, "--follow-up", "what is done afterwards, and by when")) is { } missing)
            return missing;
        if (wish.Covers.IsEmpty)
            return Ruling.Usage("SLP1615", "what the exception covers is not said", $"--covers {string.Join('|', known)}");
        return wish.Covers.Except(known).FirstOrDefault() is { } covered
            ? Ruling.Usage("SLP1616", $"nothing called {covered} can be excepted", Nearest.Mend(covered, known, "rules"))
            : null;
    }

    private static Ruling Grant(ExceptionWish.Grant wish, Occasion occasion)
    {
        if ((Unknown(wish.Id, occasion, out ExceptionRecord? exception) ?? occasion.Stranger()) is { } refused)
            return refused;
        ExceptionState state = exception!.StateAt(occasion.Now); // it is known
        if (state != ExceptionState.Requested)
        {
            return Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP1617", $"{exception.Id} is {Word.Of(state)}", "ledger", "./build.sh Exceptions --ask \"…\" asks for another"));
        }

        string person = occasion.Person!; // no stranger
        if (!occasion.Policy.People.IsEmpty && person == ExceptionAsk.AskerOf(exception.Requested, occasion.Policy))
        {
            return Ruling.Refuse(ExitCode.ApprovalMissing, new Fault(
                "SLP1618", $"{person} asked for {exception.Id} and cannot grant it", "ledger",
                $"somebody else runs ./build.sh Exceptions --grant {exception.Id}"));
        }

        Entry asked = exception.Requested;
        Statement statement = occasion.Statement("exception") with
        {
            Environment = asked.Environment, PackageId = asked.PackageId, About = asked.Hash, NotAfter = occasion.Now.AddHours(exception.Hours),
        };
        return Ruling.Record(new ExceptionGranted(exception.Id), new Subject(asked.Environment, asked.PackageId, asked.Version), statement);
    }

    private static Ruling Close(ExceptionWish.Close wish, Occasion occasion)
    {
        if ((Unknown(wish.Id, occasion, out ExceptionRecord? exception)
            ?? Asked.Missing(wish.Reason, "Exceptions --close", "--reason", "what was done about it")) is { } refused)
            return refused;
        return exception!.Closed is null // it is known
            ? Ruling.Record(new ExceptionClosed(wish.Id, wish.Reason!),
                new Subject(exception.Requested.Environment, exception.Requested.PackageId)) // asked above
            : Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP1636", $"{wish.Id} is closed already: {exception.Outcome}", "ledger", "./build.sh Exceptions shows what is open"));
    }

    private static Ruling.Refused? Unknown(string id, Occasion occasion, out ExceptionRecord? exception) =>
        occasion.Governance.Exceptions.TryGetValue(id, out exception)
        ? null
        : Ruling.Usage("SLP1619", $"there is no exception {id}", Nearest.Mend(id, [.. occasion.Governance.Exceptions.Keys], "exceptions"));
}
