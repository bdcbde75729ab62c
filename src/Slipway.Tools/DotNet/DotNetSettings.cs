using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tools.DotNet;

/// <summary>What every dotnet sub-command shares; <see cref="ToCommand"/> turns it into a command, and nothing else happens here.</summary>
public abstract record DotNetSettings
{
    /// <summary>
    /// No build node and no compiler server may outlive a run: they would hold files of the tree, and hold our pipes open. (A run that compiles has a compiler server of its own.)
    /// </summary>
    public static ImmutableSortedDictionary<string, string?> QuietEnvironment { get; } = new Dictionary<string, string?>
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Program to run; "dotnet" on PATH by default.</summary>
    public string ProcessToolPath { get; init; } = "dotnet";

    /// <summary>Folder to start in; null is the root of the build.</summary>
    public string? ProcessWorkingDirectory { get; init; }

    /// <summary>Variables added to the quiet environment; they win over it.</summary>
    public ImmutableSortedDictionary<string, string?> ProcessEnvironment { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>Arguments put behind all others, untouched.</summary>
    public ImmutableArray<string> ProcessAdditionalArguments { get; init; } = [];

    /// <summary>Values masked in all output, besides those the settings themselves know to be secret.</summary>
    public ImmutableArray<string> ProcessRedactedSecrets { get; init; } = [];

    /// <summary>Longest time the command may take; null is no limit.</summary>
    public TimeSpan? ProcessExecutionTimeout { get; init; }

    /// <summary>False keeps the output off the console; it is still in the result.</summary>
    public bool ProcessOutputLogging { get; init; } = true;

    /// <summary>False keeps the command line off the console.</summary>
    public bool ProcessInvocationLogging { get; init; } = true;

    /// <summary>False makes a non-zero exit an ordinary result.</summary>
    public bool ProcessExitHandling { get; init; } = true;

    /// <summary>The command line these settings stand for.</summary>
    public Command ToCommand()
    {
        var words = new Words();
        Write(words);
        return new Command
        {
            Executable = ProcessToolPath,
            Arguments = [.. words.All, .. ProcessAdditionalArguments],
            WorkingDirectory = ProcessWorkingDirectory,
            Environment = QuietEnvironment.SetItems(ProcessEnvironment),
            Secrets = [.. Secrets.Concat(ProcessRedactedSecrets).Distinct(StringComparer.Ordinal)],
            Timeout = ProcessExecutionTimeout,
        };
    }

    /// <summary>Secrets among the options.</summary>
    private protected virtual IEnumerable<string> Secrets => [];

    private protected abstract void Write(Words words);
}
