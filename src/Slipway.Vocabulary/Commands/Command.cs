using System.Collections.Immutable;

namespace Slipway.Vocabulary.Commands;

/// <summary>Instructions for running one process: data only; nothing starts until a runner is asked.</summary>
public sealed record Command
{
    /// <summary>Program to start: a name looked up on PATH, or an absolute path.</summary>
    public required string Executable { get; init; }

    /// <summary>Arguments, each handed over untouched; there is no shell and no quoting.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Absolute folder to start in; null is the caller's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables added to the inherited environment; a null value removes one.</summary>
    public ImmutableSortedDictionary<string, string?> Environment { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>Bytes the process finds on its standard input, whose end follows at once; none by default.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>True where the output is what the command is run for, and is kept whole; otherwise the last of it is, for who reads why it failed.</summary>
    public bool KeepsAllOutput { get; init; }

    /// <summary>Values masked in everything that is shown or kept of the output.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Longest time the process may take; null is no limit of its own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The command as one line to read, secrets masked; not for parsing.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Executable).Select(Masked).Select(Quoted));

    private string Masked(string argument) =>
        Secrets.Where(secret => secret.Length > 0).Aggregate(argument, (text, secret) => text.Replace(secret, Vocabulary.Secrets.Secret.Mask, StringComparison.Ordinal));

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(" \t\n\"'") ? argument : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
