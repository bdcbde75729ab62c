using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.DummyTool;

/// <summary>A child process that does as it is told: the first argument is the verb.</summary>
internal static class Program
{
    private static int Main(string[] args) => args switch
    {
        ["echo", .. var words] => Echo(Console.Out, words),
        ["error", .. var words] => Echo(Console.Error, words),
        ["exit", var code] => int.Parse(code, CultureInfo.InvariantCulture),
        ["sleep", var seconds] => Sleep(seconds),
        ["flood", var lines] => Flood(Console.OpenStandardOutput(), Number(lines)),
        ["flood-both", var lines] => FloodBoth(Number(lines)),
        ["long-line", var length] => LongLine(Number(length)),
        ["trap-interrupt", var seconds] => TrapInterrupt(seconds),
        ["spawn", var shape, var seconds] => Spawn(shape, seconds),
        ["print-env", var name] => Echo(Console.Out, [Environment.GetEnvironmentVariable(name) ?? "(unset)"]),
        ["pwd"] => Echo(Console.Out, [Environment.CurrentDirectory]),
        ["append", var kind, var place, var writer, var count] => LedgerWriter.RunAsync(kind, place, writer, Number(count)).GetAwaiter().GetResult(),
        ["parent", var program, .. var arguments] => Parent(program, arguments),
        ["read"] => Echo(Console.Out, [Console.In.ReadToEnd().Length.ToString(CultureInfo.InvariantCulture)]),
        _ => 64,
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static int Echo(TextWriter writer, string[] words)
    {
        foreach (string word in words)
            writer.WriteLine(word);
        return 0;
    }

    private static int Sleep(string seconds)
    {
        Console.Out.WriteLine("sleeping");
        Thread.Sleep(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        return 0;
    }

    // Lines of exactly 100 bytes with their number in front.
    private static int Flood(Stream stream, long lines)
    {
        const int perBlock = 640;
        byte[] block = new byte[100 * perBlock];
        Array.Fill(block, (byte)'x');
        for (long line = 0; line < lines;)
        {
            int count = (int)Math.Min(perBlock, lines - line);
            for (int index = 0; index < count; index++, line++)
            {
                Encoding.ASCII.GetBytes(line.ToString("D12", CultureInfo.InvariantCulture), block.AsSpan(index * 100));
                block[(index * 100) + 99] = (byte)'\n';
            }

            stream.Write(block, 0, count * 100);
        }

        return 0;
    }

    private static int FloodBoth(long lines)
    {
        var error = new Thread(() => Flood(Console.OpenStandardError(), lines));
        error.Start();
        Flood(Console.OpenStandardOutput(), lines);
        error.Join();
        return 0;
    }

    private static int LongLine(long length)
    {
        using Stream stream = Console.OpenStandardOutput();
        byte[] block = new byte[1 << 16];
        Array.Fill(block, (byte)'y');
        for (long left = length; left > 0; left -= block.Length)
            stream.Write(block, 0, (int)Math.Min(left, block.Length));
        return 0;
    }

    // What the child says comes out of us.
    private static int Parent(string program, string[] arguments) =>
        new ProcessRunner().RunAsync(new Command { Executable = program, Arguments = [.. arguments] }, line => Console.Out.WriteLine(line.Text), CancellationToken.None).GetAwaiter().GetResult().ExitCode;

    private static int TrapInterrupt(string seconds)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        return Sleep(seconds);
    }

    // plain: a grandchild; setsid: one in its own session; orphan: its parent ends at once; holder: an orphan, and we end too.
    private static int Spawn(string shape, string seconds)
    {
        string script = shape switch
        {
            "plain" => $"sleep {seconds} & wait",
            "setsid" => $"setsid sleep {seconds} & wait",
            "orphan" or "holder" => $"(setsid sleep {seconds} &) ; exit 0",
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
        using Process shell = Process.Start("/bin/sh", ["-c", script]);
        Console.Out.WriteLine("spawned");
        shell.WaitForExit();
        return shape == "orphan" ? Sleep(seconds) : 0;
    }
}
