using System.Collections.Immutable;

namespace Slipway.Targets.Declaring;

/// <summary>What a target reads and what it makes: by these its work is known again.</summary>
public sealed record CacheDeclaration
{
    /// <summary>Files, folders and globs it reads, below the repository's folder.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Which of them do not count.</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>Parameters it reads; empty counts every parameter that has a value.</summary>
    public ImmutableArray<ParameterInput> Parameters { get; init; } = [];

    /// <summary>Variables of the environment it reads; empty counts every variable but those of the terminal and the session.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>Programs whose version counts.</summary>
    public ImmutableArray<ToolInput> Tools { get; init; } = [];

    /// <summary>True where it takes what other targets make, which counts for every target it depends on.</summary>
    public bool TakesTargets { get; init; }

    /// <summary>Files, folders and globs it makes, below the repository's folder.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>True where it says what it reads; one that only says what it makes runs every time.</summary>
    public bool IsCached => TakesTargets || Inputs.Length + Parameters.Length + Variables.Length + Tools.Length > 0;
}

/// <summary>A parameter that a target reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Gives the value when the target's turn comes.</param>
public sealed record ParameterInput(string Name, Func<object?> Read);

/// <summary>A program whose version a target's work depends on.</summary>
/// <param name="Name">A name looked up on PATH, or an absolute path.</param>
/// <param name="VersionArgument">What makes it print its version.</param>
public sealed record ToolInput(string Name, string VersionArgument);
