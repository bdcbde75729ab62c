using System.Globalization;
using System.Text;
using Slipway.Delivery.Durable;
using Slipway.Reports.Html;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Writes the dashboard, or serves it while the ledger grows.</summary>
internal static class Showing
{
    private const int DefaultPort = 4600;

    public static async Task RunAsync(IReport build, CancellationToken cancellation)
    {
        var source = new DashboardSource(build);
        if (build.Serves)
            await new DashboardSite(Port(build), source).RunAsync(RunScope.Current.Say, cancellation).ConfigureAwait(false);
        else
            await WriteAsync(build, source, cancellation).ConfigureAwait(false);
    }

    public static IReadOnlyList<string> Describe(IReport build) => build.Serves
        ? [$"serve the dashboard on {DashboardSite.AddressOf(Port(build))} until Ctrl-C"]
        : [$"read {build.Engine.Ledger.Place} and write {FileOf(build)}"];

    // A damaged ledger is what the page must tell about: it is written, and then the run fails.
    private static async Task WriteAsync(IReport build, DashboardSource source, CancellationToken cancellation)
    {
        DashboardModel model = await source.ReadAsync(cancellation).ConfigureAwait(false);
        AbsolutePath file = FileOf(build);
        byte[] page = Encoding.UTF8.GetBytes(DashboardPage.Render(model));
        await ReplaceAsync(build, file, page, cancellation).ConfigureAwait(false);
        RunScope scope = RunScope.Current;
        scope.Answer(ReleaseJson.Dashboard(file, page.Length, model.Ledger.Entries, model.Ledger.Head, model.Ledger.Damage));
        build.Report("dashboard", file.Name);
        scope.SayLast($"dashboard {file} ({page.Length / 1024.0:0} KiB, {model.Ledger.Entries} entries{(model.IsRedacted ? ", redacted" : "")})");
        if (model.Ledger.Damage is { } damage)
            throw new FaultException(ExitCode.Damaged, damage);
    }

    private static async Task ReplaceAsync(IReport build, AbsolutePath file, byte[] page, CancellationToken cancellation)
    {
        AbsolutePath part = file.Parent! / $"{file.Name}.{Environment.ProcessId}.part"; // a file has a folder
        try
        {
            if (build.OutFile is null)
                PrivateFolder.CreateIgnored(build.ArtifactsDirectory);
            Directory.CreateDirectory(file.Parent!); // as above
            await File.WriteAllBytesAsync(part, page, cancellation).ConfigureAwait(false);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP4501", $"the dashboard cannot be written: {exception.Message}", file, "name another file with --out"), exception);
        }
        finally
        {
            File.Delete(part); // there only when something went wrong
        }
    }

    private static AbsolutePath FileOf(IReport build) => build.OutFile is { } given
        ? AbsolutePath.Create(Path.GetFullPath(given, build.RootDirectory))
        : build.ArtifactsDirectory / "dashboard.html";

    private static int Port(IReport build)
    {
        if (build.PortText is not { } text)
            return DefaultPort;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? port
            : throw Desk.Usage("SLP4502", $"--port cannot be '{text}'", "give a number from 1 to 65535");
    }
}
