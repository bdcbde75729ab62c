using Slipway.Deployers.Local;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Feeds;

/// <summary>A folder of packages, as <c>dotnet nuget push --source FOLDER</c> fills it and <c>--source FOLDER</c> reads it.</summary>
internal sealed class FolderFeed(string folder) : INuGetFeed
{
    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellation)
    {
        string probe = Path.Combine(folder, ".slipway.probe");
        try
        {
            Directory.CreateDirectory(folder); // others read it: not private
            await File.WriteAllBytesAsync(probe, [], cancellation);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP4101", $"the feed cannot be written: {problem.Message}", folder, "free space, or let this user write there"), problem);
        }
    }

    /// <inheritdoc />
    public Task<Digest?> FindAsync(NupkgContent package, CancellationToken cancellation) =>
        Task.FromResult<Digest?>(Existing(package) is { } file ? NupkgContent.Read(file).Content : null);

    /// <inheritdoc />
    public async Task PublishAsync(NupkgContent package, string file, CancellationToken cancellation)
    {
        string symbols = Path.ChangeExtension(file, ".snupkg");
        if (File.Exists(symbols))
            await CopyAsync(symbols, cancellation);
        await CopyAsync(file, cancellation);
    }

    /// <inheritdoc />
    public Task WithdrawAsync(NupkgContent package, CancellationToken cancellation)
    {
        if (Existing(package) is { } file)
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".snupkg"));
        }

        return Task.CompletedTask;
    }

    // NuGet tells packages apart without regard to case, and folders come flat or as ID/VERSION/.
    private string? Existing(NupkgContent package)
    {
        string name = $"{package.Id}.{package.Version}.nupkg";
        return Files(folder).Concat(Files(Path.Combine(folder, package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant())))
            .FirstOrDefault(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.nupkg") : [];

    // Whole or not there: whoever restores meanwhile never reads half a package.
    private async Task CopyAsync(string file, CancellationToken cancellation)
    {
        string target = Path.Combine(folder, Path.GetFileName(file)), part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            await using (FileStream from = File.OpenRead(file))
            await using (FileStream to = File.Create(part))
            {
                await from.CopyToAsync(to, cancellation);
                StateFiles.Synchronize(to);
            }

            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
