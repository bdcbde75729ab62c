using System.Collections.Immutable;
using System.Reflection;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

/// <summary>The dummy executable as commands, and a look at what of it is still alive.</summary>
internal static class Dummy
{
    public static string Program { get; } = typeof(Dummy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "DummyTool").Value!;

    public static Command Told(params string[] arguments) => new() { Executable = Program, Arguments = [.. arguments] };

    public static Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line = null, CancellationToken cancellation = default) =>
        new ProcessRunner(TimeProvider.System, new ProcessLimits { InterruptGrace = TimeSpan.FromSeconds(2), DrainGrace = TimeSpan.FromSeconds(0.5) })
            .RunAsync(command, line, cancellation);

    /// <summary>Ids of living processes that carry the text in their environment.</summary>
    public static ImmutableArray<string> Carrying(string text) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)!).Where(id => char.IsAsciiDigit(id[0]) && IsCarrier(id, text))];

    private static bool IsCarrier(string id, string text)
    {
        try
        {
            return id != Environment.ProcessId.ToString() && File.ReadAllText($"/proc/{id}/environ").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
