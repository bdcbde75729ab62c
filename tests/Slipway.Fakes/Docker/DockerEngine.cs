using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Fakes.Docker;

/// <summary>
/// A real Docker engine of a test's own: dockerd on a private socket, with its folders, bridge and process ended with it.
/// Where there is none to be had, whoever asks for it is skipped and hears what is missing.
/// </summary>
public sealed class DockerEngine : IAsyncDisposable
{
    private static int s_engines;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-docker-").FullName;
    private readonly int _number = Interlocked.Increment(ref s_engines);
    private Process? _daemon;
    private string? _storage;

    private string Bridge => $"slw{(Environment.ProcessId % 1_000_000).ToString(CultureInfo.InvariantCulture)}x{_number.ToString(CultureInfo.InvariantCulture)}";

    // Addresses nobody reaches but through the bridge; a process of tests has one net of its own for each engine.
    private string Net => string.Create(CultureInfo.InvariantCulture, $"10.{200 + (_number % 50)}.{Environment.ProcessId % 250}.1/24");

    /// <summary>Its address, as <c>DOCKER_HOST</c> takes it.</summary>
    public string Address => $"unix://{Socket}";

    private string Socket => In("docker.sock");

    /// <summary>Starts the engine; skips the test where that cannot be.</summary>
    public async Task OrSkipAsync()
    {
        if (_daemon is { HasExited: false })
            return;
        Xunit.Assert.SkipUnless(Environment.UserName == "root", "a Docker engine of our own needs root");
        foreach (string program in new[] { "dockerd", "containerd", "docker-proxy", "ip" })
            Xunit.Assert.SkipUnless(Has(program), $"{program} is not on this machine (apt-get install docker.io iproute2)");
        Run("ip", "link", "add", "name", Bridge, "type", "bridge");
        Run("ip", "addr", "add", Net, "dev", Bridge);
        Run("ip", "link", "set", Bridge, "up");
        Xunit.Assert.SkipUnless(await StartAsync(_storage ?? "overlay2") || (_storage is null && await StartAsync("vfs")), $"dockerd does not start here: {Log()}");
    }

    /// <summary>Ends the engine without warning, as a crash would: its containers go on.</summary>
    public async Task CrashAsync()
    {
        _daemon!.Kill(); // asked for before
        await _daemon.WaitForExitAsync();
        File.Delete(In("docker.pid"));
        File.Delete(In("exec/containerd/containerd.pid")); // it ends with its engine, and where nobody reaps it the next one would wait for it
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is { HasExited: false })
        {
            Run("kill", "-TERM", _daemon.Id.ToString(CultureInfo.InvariantCulture));
            await _daemon.WaitForExitAsync();
        }

        _daemon?.Dispose();
        Run("ip", "link", "del", Bridge);
        foreach (string mount in File.ReadLines("/proc/mounts").Select(line => line.Split(' ')[1]).Where(mount => mount.StartsWith(_folder, StringComparison.Ordinal)).Reverse())
            Run("umount", mount);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> StartAsync(string storage)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        string[] words =
        [
            "-c", "exec dockerd \"$@\" >>\"$0\" 2>&1", In("dockerd.log"), "--host", Address, "--data-root", In("data"), "--exec-root", In("exec"),
            "--pidfile", In("docker.pid"), "--bridge", Bridge, "--iptables=false", "--storage-driver", storage,
        ];
        foreach (string word in words)
            start.ArgumentList.Add(word);
        _daemon = Process.Start(start)!; // a shell can be started
        long began = Stopwatch.GetTimestamp();
        while (!_daemon.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (await AnswersAsync())
            {
                _storage = storage;
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
            await socket.SendAsync("GET /_ping HTTP/1.0\r\n\r\n"u8.ToArray());
            byte[] answer = new byte[64];
            int length = await socket.ReceiveAsync(answer);
            return Encoding.ASCII.GetString(answer, 0, length).Contains(" 200 ", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Log() => File.Exists(In("dockerd.log")) ? string.Join('\n', File.ReadLines(In("dockerd.log")).TakeLast(8)) : "it said nothing";

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void Run(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardError = true };
        using Process process = Process.Start(start)!; // it is on PATH, which was asked before
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}
