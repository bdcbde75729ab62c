using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Exceptions: asked for by one, granted by another, for one package in one place and a short time.</summary>
internal static class Deviations
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.Asked is { } deviation)
            await AskAsync(desk, deviation, cancellation).ConfigureAwait(false);
        else if (build.Granted is { } granted)
            await GrantAsync(desk, Known(desk, granted), cancellation).ConfigureAwait(false);
        else if (build.Closed is { } closed)
            await CloseAsync(desk, Known(desk, closed), cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        RunScope scope = RunScope.Current;
        ImmutableArray<ExceptionRecord> exceptions = [.. desk.State.Governance.Exceptions.Values];
        scope.Answer(ExceptionsJson.Render(exceptions, desk.OpenTasks, desk.Now));
        foreach (string line in ExceptionsText.Render(exceptions, desk.OpenTasks, desk.Now, scope.Columns(), scope.Palette))
            scope.Say(line);
    }

    private static async Task AskAsync(Desk desk, string deviation, CancellationToken cancellation)
    {
        IGovern build = desk.Build;
        const string Verb = "Exceptions --ask";
        string reason = Desk.Needed(build.ReasonText, Verb, "--reason", "why");
        string impact = Desk.Needed(build.Impact, Verb, "--impact", "what may happen");
        string followUp = Desk.Needed(build.FollowUp, Verb, "--follow-up", "what is done afterwards, and by when");
        string[] known = ["freeze", "emergency", "clock", .. BuiltInGates.All.Concat(ProfileGates.All).Concat(build.OwnGates).Select(gate => gate.Name)];
        if (build.Covered.Length == 0)
            throw Desk.Usage("SLP1615", "what the exception covers is not said", $"--covers {string.Join('|', known)}");
        foreach (string covered in build.Covered.Except(known))
            throw Desk.Usage("SLP1616", $"nothing called {covered} can be excepted", Nearest.Mend(covered, known, "rules"));
        DeploymentEnvironment environment = desk.Environment;
        string package = await desk.PackageAsync(environment, cancellation).ConfigureAwait(false);
        string id = RegisterId.Next("EX", desk.State.Governance.Exceptions.Keys);
        await RecordAsync(
            desk, new Subject(environment.Name, package, desk.State.Packages.GetValueOrDefault(package)?.Version),
            new ExceptionRequested(id, deviation, [.. build.Covered], reason, impact, followUp, desk.Hours(24)), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{id} asks that {string.Join(", ", build.Covered)} lets {package[..12]} into {environment.Name}. Next: somebody else runs ./build.sh Exceptions --grant {id}");
    }

    // Where nothing is signed anybody may ask; whoever grants it is somebody of the policy.
    private static async Task RecordAsync(Desk desk, Subject subject, ExceptionRequested asked, CancellationToken cancellation)
    {
        if (!desk.Policy.Approvals.Signed)
        {
            await desk.RecordAsync(asked, subject, cancellation).ConfigureAwait(false);
            return;
        }

        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        Statement statement = desk.Statement(ExceptionAsk.Action, signer) with { Environment = subject.Environment, PackageId = subject.PackageId, About = ExceptionAsk.SubjectOf(asked) };
        await desk.SignAsync(asked, subject, signer, statement, cancellation).ConfigureAwait(false);
    }

    private static async Task GrantAsync(Desk desk, ExceptionRecord exception, CancellationToken cancellation)
    {
        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        if (exception.StateAt(desk.Now) != ExceptionState.Requested)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP1617", $"{exception.Id} is {Word.Of(exception.StateAt(desk.Now))}", "ledger", "./build.sh Exceptions --ask \"…\" asks for another"));
        if (!desk.Policy.People.IsEmpty && signer.Person == ExceptionAsk.AskerOf(exception.Requested, desk.Policy))
            throw new FaultException(ExitCode.ApprovalMissing, new Fault("SLP1618", $"{signer.Person} asked for {exception.Id} and cannot grant it", "ledger", $"somebody else runs ./build.sh Exceptions --grant {exception.Id}"));
        Entry asked = exception.Requested;
        Statement statement = desk.Statement("exception", signer) with { Environment = asked.Environment, PackageId = asked.PackageId, About = asked.Hash, NotAfter = desk.Now.AddHours(exception.Hours) };
        await desk.SignAsync(new ExceptionGranted(exception.Id), new Subject(asked.Environment, asked.PackageId, asked.Version), signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{signer.Person} granted {exception.Id}. Next: ./build.sh Promote --environment {asked.Environment} --package {asked.PackageId?[..12]} --exception {exception.Id}{(exception.Covers.Contains("emergency") ? " --emergency" : "")}");
    }

    private static async Task CloseAsync(Desk desk, ExceptionRecord exception, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, "Exceptions --close", "--reason", "what was done about it");
        await desk.RecordAsync(new ExceptionClosed(exception.Id, reason), new Subject(exception.Requested.Environment, exception.Requested.PackageId), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{exception.Id} is closed: {reason}");
    }

    private static ExceptionRecord Known(Desk desk, string id) => desk.State.Governance.Exceptions.GetValueOrDefault(id)
        ?? throw Desk.Usage("SLP1619", $"there is no exception {id}", Nearest.Mend(id, [.. desk.State.Governance.Exceptions.Keys], "exceptions"));
}
