using System.Diagnostics;

namespace Slipway.Processes;

/// <summary>
/// A shell that stands beside one command. Told that the command is over it goes; when we are gone without a word it kills every process that carries
/// the command's marker: what the command had started, whose parent the kernel cannot ask for. Linux only.
/// </summary>
internal sealed class Warden : IDisposable
{
    // No line but the end of the pipe: we were killed. A process that forks while it is looked for is found in the next round.
    private const string Script = """
        exec >/dev/null 2>&1
        read -r word && exit 0
        for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          carriers=$(grep -lFe "$0" /proc/[0-9]*/environ)
          [ -n "$carriers" ] || exit 0
          for carrier in $carriers; do
            carrier=${carrier#/proc/}
            kill -9 "${carrier%/environ}"
          done
          sleep 0.1
        done
        """;

    private readonly Process _shell;

    private Warden(Process shell) => _shell = shell;

    /// <summary>Starts one, in a session of its own so that it outlives whatever ends ours; null where its means are missing.</summary>
    public static Warden? Beside(string marker)
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        if (!OperatingSystem.IsLinux() || ProgramPath.Find("setsid", "/", path) is not { } session)
            return null;
        var start = new ProcessStartInfo(session, ["sh", "-c", Script, marker]) { WorkingDirectory = "/", RedirectStandardInput = true };
        start.Environment.Clear();      // it is none of the processes that anybody looks for
        start.Environment["PATH"] = path;
        return Process.Start(start) is { } shell ? new Warden(shell) : null;
    }

    /// <summary>Tells it that the command is over.</summary>
    public void Dispose()
    {
        try
        {
            _shell.StandardInput.BaseStream.WriteByte((byte)'\n');
        }
        catch (IOException)
        {
            // Somebody ended it, which is all we want of it.
        }

        _shell.StandardInput.Close();
        _shell.Dispose();
    }
}
