namespace Slipway.Scenarios.Support;

/// <summary>A disk of its own for a state folder, where this machine lets us mount one: small, and read-only on demand.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts a disk at a folder; skips the test where mounting is not permitted.</summary>
    public static async Task<SmallDisk> MountAsync(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        Ended ended = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=0700", "tmpfs", folder);
        Assert.SkipUnless(ended.ExitCode == 0, $"no disk can be mounted here: {ended.Errors.Trim()}");
        return new SmallDisk(folder);
    }

    /// <summary>Takes all space but the given number of kilobytes.</summary>
    public void FillUpTo(int kilobytes)
    {
        using var file = new FileStream(Path.Combine(_folder, "ballast"), FileMode.Create);
        byte[] block = new byte[1024];
        while (new DriveInfo(_folder).AvailableFreeSpace > kilobytes * 1024L)
        {
            file.Write(block);
            file.Flush();
        }
    }

    public void Relieve() => File.Delete(Path.Combine(_folder, "ballast"));

    /// <summary>Lays a read-only view over the folder: a disk whose files are open for writing cannot be switched itself.</summary>
    public async Task TurnReadOnlyAsync()
    {
        (await RunAsync("mount", "--bind", _folder, _folder)).Expect(0);
        (await RunAsync("mount", "-o", "remount,bind,ro", _folder)).Expect(0);
    }

    public async Task TurnWritableAsync() => (await RunAsync("umount", "-l", _folder)).Expect(0);

    public async ValueTask DisposeAsync()
    {
        // whatever lies above the disk first: a story may end while the view is still there
        while ((await RunAsync("umount", "-l", _folder)).ExitCode == 0)
        {
        }
    }

    private static async Task<Ended> RunAsync(params string[] words)
    {
        await using Launch launch = Launch.Start("/", new Dictionary<string, string>(), words);
        return await launch.EndAsync();
    }
}
