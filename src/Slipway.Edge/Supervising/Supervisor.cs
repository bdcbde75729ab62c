using Slipway.Edge.Keeping;
using Slipway.Processes;

namespace Slipway.Edge.Supervising;

/// <summary>
/// Sees to it that the instances of the deployment which serves run: what dies is started again as it was approved, on its own socket, so that its route
/// holds. What is withdrawn, or serves no more, is left alone.
/// </summary>
/// <param name="options">Where the routes lie.</param>
/// <param name="deployments">The folder of the deployments.</param>
/// <param name="clock">Measures pauses.</param>
internal sealed class Supervisor(EdgeOptions options, string deployments, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeeperPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private readonly RoutesFile _routes = new(options.StateFolder);
    private readonly Dictionary<string, Ward> _wards = new(StringComparer.Ordinal);
    private readonly List<Ward> _left = [];
    private string? _trouble;

    /// <summary>Goes on until it is killed: it has nothing to finish. Ends at once where another one supervises.</summary>
    public async Task<int> RunAsync()
    {
        using KernelLock? only = KernelLock.TryTake(Path.Combine(options.StateFolder, "supervisor.lock"));
        if (only is null)
            return Program.PortTaken;
        using var watch = new KeeperWatch(options, KeeperPatience);
        Task keepers = watch.RunAsync();
        while (!keepers.IsFaulted)
        {
            try
            {
                await LookAsync();
                _trouble = null;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A full disk, a folder that was moved: looked at again, told once.
                if (_trouble != problem.Message)
                    await Console.Error.WriteLineAsync($"supervisor: {_trouble = problem.Message}");
            }

            await Task.Delay(Poll, clock);
        }

        await keepers;
        return 0;
    }

    private async Task LookAsync()
    {
        // A canary is on trial: that it died is for its judge to know, who takes it back.
        string[] approved = _routes.Look() is { } table ? [.. StartsOf(table.DeploymentId)] : [];
        foreach (string gone in _wards.Keys.Except(approved).ToArray())
        {
            _left.Add(_wards[gone]);
            _wards.Remove(gone);
        }

        _left.RemoveAll(ward => ward.IsOver());
        foreach (string path in approved)
        {
            if (!_wards.TryGetValue(path, out Ward? ward))
                _wards[path] = ward = new Ward(path[..^ApprovedStart.Extension.Length], clock);
            if (!ward.IsDue())
                continue;
            // Seen to be gone and started under one right: who withdraws it in between has done so before, or finds what was started.
            using KernelLock? right = await KernelLock.TakeAsync(deployments + ".lock", LockPatience, clock, CancellationToken.None);
            if (right is not null)
                await ward.SeeToAsync();
        }
    }

    private IEnumerable<string> StartsOf(string id)
    {
        string folder = Path.Combine(deployments, id, "instances");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + ApprovedStart.Extension) : [];
    }
}
