using System.Collections.Immutable;

namespace Slipway.Targets.CommandLine;

/// <summary>An option of the engine itself, the same in every build.</summary>
/// <param name="Name">Name without hyphens in front.</param>
/// <param name="Arity">How many words follow it.</param>
/// <param name="Help">One line for <c>--help</c>.</param>
public sealed record EngineOption(string Name, OptionArity Arity, string Help)
{
    /// <summary>The only values it takes; empty takes any.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>True where its value is a number from 1 on.</summary>
    public bool IsCount { get; init; }
}

/// <summary>How many words an option takes.</summary>
public enum OptionArity
{
    /// <summary>A switch.</summary>
    None,

    /// <summary>One of its choices where that is the next word, none otherwise.</summary>
    Choice,

    /// <summary>One word follows.</summary>
    One,

    /// <summary>Words follow up to the next option.</summary>
    Many,
}

/// <summary>The options every build has.</summary>
public static class EngineOptions
{
    /// <summary>All options of the engine.</summary>
    public static ImmutableArray<EngineOption> All { get; } =
    [
        new("target", OptionArity.Many, "Targets to run; plain words in front do the same"),
        new("skip", OptionArity.Many, "Targets to skip; without names: all that were not asked for"),
        new("help", OptionArity.None, "Show targets, parameters and where each value comes from"),
        new("list", OptionArity.None, "Show the targets"),
        new("plan", OptionArity.Choice, "Show what would run, in order, and why the rest would not; html, mermaid and dot draw it") { Choices = ["text", "html", "mermaid", "dot"] },
        new("dry-run", OptionArity.None, "Show the commands and effects without running any"),
        new("why", OptionArity.One, "Show what differs from a cached target's last success: files, parameters, variables, tools"),
        new("no-cache", OptionArity.None, "Run what is known already, too"),
        new("verify-cache", OptionArity.None, "Run what is known already and compare what it makes, byte by byte"),
        new("parallel", OptionArity.One, "Run up to so many targets at once; 1 runs one after the other") { IsCount = true },
        new(
            "continue-on-error", OptionArity.One, "After a failure start nothing more (never), what needs nothing that failed (independent) or all (always)")
        {
            Choices = ["never", "independent", "always"],
        },
        new("json", OptionArity.None, "Print for machines"),
        new("report", OptionArity.One, "Write a page about the run to this file: what ran, how long, what went wrong"),
        new("verbosity", OptionArity.One, "Quiet, Minimal, Normal or Verbose") { Choices = ["Quiet", "Minimal", "Normal", "Verbose"] },
        new("profile", OptionArity.Many, "Read .nuke/parameters.NAME.json too; the last name is strongest"),
        new("root", OptionArity.One, "Work on the repository in this folder"),
        new("no-logo", OptionArity.None, "Leave the first line out"),
    ];
}
