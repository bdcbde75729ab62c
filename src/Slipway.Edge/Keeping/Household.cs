using System.Diagnostics;
using Slipway.Processes;

namespace Slipway.Edge.Keeping;

/// <summary>
/// The processes of one front door: its keeper, its edge and its supervisor. They know each other by the mark in their environment and the word they were
/// started with, and from then on by process id, start time and boot: never by a number alone.
/// </summary>
internal sealed class Household(EdgeOptions options)
{
    /// <summary>The word that asks for a keeper.</summary>
    public const string Keeper = "keep";

    /// <summary>The word that asks for a supervisor.</summary>
    public const string Supervisor = "supervise";

    private const string Mark = "SLIPWAY_EDGE";

    private static readonly Lock Starting = new();
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>The one with a word that was started last; null where none runs, or nothing marks the household.</summary>
    /// <param name="word">What it was started with; null for the edge, which has none.</param>
    public static ProcessIdentity? Find(string? word) =>
        Environment.GetEnvironmentVariable(Mark) is { } mark
            ? MarkedProcesses.Find($"{Mark}={mark}").LastOrDefault(process => WordOf(process) == word)
            : null;

    /// <summary>Starts one with a word, and gives it the listening socket or keeps it from it.</summary>
    /// <param name="word">What it is started with; null for the edge.</param>
    /// <param name="listener">The socket; null where this process has none.</param>
    /// <param name="isPassedOn">True where the one that is started gets it.</param>
    /// <exception cref="InvalidOperationException">There is no socket of that number.</exception>
    public Process Start(string? word, int? listener, bool isPassedOn)
    {
        string[] words = word is null ? [] : [word];
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false }; // a process has a program
        foreach (string argument in (string[])["exec", Environment.GetCommandLineArgs()[0], .. words, .. options.ToWords(isPassedOn ? listener : null)])
            start.ArgumentList.Add(argument);
        lock (Starting) // one at a time, for whether the socket is inherited holds for whatever is started meanwhile
        {
            if (listener is { } descriptor && !Posix.Inherit(descriptor, isPassedOn))
                throw new InvalidOperationException($"the listening socket {descriptor} is gone");
            try
            {
                return Process.Start(start)!; // not by a shell, so that a process is started
            }
            finally
            {
                // It stays inheritable: .NET takes one that is not for its own, and may disconnect it for everybody when it closes it.
                if (listener is { } shared)
                    Posix.Inherit(shared, true);
            }
        }
    }

    /// <summary>Returns once a process that may be nobody's child has ended, or there is no more reason to wait.</summary>
    /// <param name="process">Which one.</param>
    /// <param name="word">What it was started with: for the moment between a start's two halves, a child looks like its parent, and becomes another.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task EndsAsync(ProcessIdentity process, string? word, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && process.IsRunning() && WordOf(process) == word)
            await PauseAsync(Poll, cancellation);
    }

    /// <summary>Waits for a time, or until there is no more reason to.</summary>
    public static async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, cancellation);
        }
        catch (OperationCanceledException)
        {
            // whoever called looks
        }
    }

    // dotnet exec Slipway.Edge.dll [WORD] --port …
    private static string? WordOf(ProcessIdentity process) =>
        process.Words().SkipWhile(word => Path.GetFileName(word) != "Slipway.Edge.dll").ElementAtOrDefault(1) switch
        {
            null => "",   // ended, or another program
            ['-', ..] => null,
            var word => word,
        };
}
