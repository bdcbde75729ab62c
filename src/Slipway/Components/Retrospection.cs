using System.Text;
using Slipway.Delivery.Durable;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Running;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>What <c>Retro</c> does: writes down what the ledger tells of a release, for those who talk about it.</summary>
internal static class Retrospection
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        if (build.MeasuredName is not null || build.ValueText is not null)
        {
            await ImpactDesk.MeasureAsync(desk, build, cancellation).ConfigureAwait(false);
            return;
        }

        string package = await ReleaseChoice.OfAsync(desk, build.Last, cancellation).ConfigureAwait(false);
        var history = ReleaseHistory.Of(await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        PastRelease release = history.Releases.FirstOrDefault(one => one.Package.Id == package)
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP4616", $"the sealing of {package[..12]} is not on record", "ledger", "./build.sh Package seals it here, or run Retro where it was sealed"));
        AgendaFacts facts = AgendaFacts.Of(desk.Engine.Calendar, desk.Policy, history, build.Last.Name, desk.Now);
        string draft = RetroText.Draft(release, history, [.. build.Environments.Select(environment => environment.Name)], facts);
        AbsolutePath file = FileOf(build, release.Package.Version);
        Directory.CreateDirectory(file.Parent!);
        await File.WriteAllTextAsync(file, draft, cancellation).ConfigureAwait(false);
        await desk.RecordAsync(EntryType.RetroCreated, new Subject(PackageId: package, Version: release.Package.Version), cancellation, ("digest", Digest.Of(Encoding.UTF8.GetBytes(draft)).Hex), ("file", file.Name)).ConfigureAwait(false);
        RunScope.Current.Answer(RegistersJson.Papers(("retrospective", file, Digest.Of(Encoding.UTF8.GetBytes(draft)).Hex)));
        Desk.SayLast($"retrospective {file}");
    }

    private static AbsolutePath FileOf(ILearn build, string version)
    {
        if (build.OutFile is { } given)
            return AbsolutePath.Create(Path.GetFullPath(given, build.RootDirectory));
        PrivateFolder.CreateIgnored(build.ArtifactsDirectory);
        return build.ArtifactsDirectory / $"retro-{version}.md";
    }
}
