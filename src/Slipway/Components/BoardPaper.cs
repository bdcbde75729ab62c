using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Running;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Agenda and minutes of a release board: what is to be decided, and what was decided since it last met.</summary>
internal static class BoardPaper
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = desk.Environment;
        string package = await desk.PackageAsync(environment, cancellation).ConfigureAwait(false);
        DeployRequest request = await desk.RequestAsync(environment, package, cancellation).ConfigureAwait(false);
        Assessment assessment = await desk.Engine.Weighing.AssessAsync(request, cancellation).ConfigureAwait(false);
        ImmutableArray<Entry> entries = await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);
        AbsolutePath folder = build.ArtifactsDirectory / "board";
        PrivateFolder.CreateIgnored(build.ArtifactsDirectory);
        Directory.CreateDirectory(folder);
        string agenda = BoardText.Agenda(request, assessment, entries, desk.Now);
        string minutes = BoardText.Minutes(entries, desk.Now);
        await File.WriteAllTextAsync(folder / "agenda.md", agenda, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(folder / "minutes.md", minutes, cancellation).ConfigureAwait(false);
        await desk.RecordAsync(
            EntryType.BoardPapered, new Subject(environment.Name, package, request.Manifest.Version), cancellation,
            ("agenda", DigestOf(agenda)), ("minutes", DigestOf(minutes))).ConfigureAwait(false);
        RunScope.Current.Answer(RegistersJson.Papers(("agenda", folder / "agenda.md", DigestOf(agenda)), ("minutes", folder / "minutes.md", DigestOf(minutes))));
        Desk.SayLast($"agenda  {folder / "agenda.md"}");
        Desk.SayLast($"minutes {folder / "minutes.md"}");
    }

    private static string DigestOf(string text) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Hex;
}
