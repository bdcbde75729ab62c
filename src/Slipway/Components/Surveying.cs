using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;

namespace Slipway.Components;

/// <summary>What <c>Survey</c> does: one question after a release, answered by role.</summary>
internal static class Surveying
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = desk.Environment;
        string package = await ReleaseChoice.OfAsync(desk, environment, cancellation).ConfigureAwait(false);
        if (build.ScoreText is { } score)
            await AnswerAsync(desk, environment, package, score, cancellation).ConfigureAwait(false);
        else
            await ShowAsync(desk, package, cancellation).ConfigureAwait(false);
    }

    private static async Task ShowAsync(Desk desk, string package, CancellationToken cancellation)
    {
        ImmutableArray<Entry> answers = [.. (await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false)).Where(entry => entry.Type == EntryType.SurveyAnswered && entry.PackageId == package)];
        RunScope.Current.Answer(LearningJson.Survey(package, answers));
        foreach (string line in LearningText.Survey(package, answers))
            Desk.Say(line);
    }

    private static async Task AnswerAsync(Desk desk, DeploymentEnvironment environment, string package, string text, CancellationToken cancellation)
    {
        string role = Desk.Needed(desk.Build.RoleName, "Survey --score", "--role", "support");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int score) || score is < 1 or > 5)
            throw Desk.Usage("SLP4612", $"--score cannot be '{text}'", "give a whole number from 1 (badly) to 5 (well)");
        await desk.RecordAsync(
            new SurveyAnswered(score, role, desk.Build.ReasonText ?? ""), new Subject(environment.Name, package, desk.State.Packages.GetValueOrDefault(package)?.Version), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{role} gives {package[..12]} {score} of 5");
    }
}
