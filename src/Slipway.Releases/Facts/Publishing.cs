using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>Publishing a package was asked for and refused before anything changed.</summary>
/// <param name="ExitCode">What the command ended with.</param>
/// <param name="Reason">The first of the reasons.</param>
public sealed record PublishRefused(int ExitCode, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PublishRefused;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("exitCode", FactText.Of(ExitCode)), ("reason", Reason)];

    /// <summary>What an entry says; an exit code that is missing is 1.</summary>
    public static PublishRefused Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Number("exitCode") ?? 1, data.Text("reason"));
}

/// <summary>A destination is about to get a package, or the rest of it.</summary>
/// <param name="Destination">Name of the destination.</param>
/// <param name="Address">Where it is; empty for a folder.</param>
/// <param name="Lacking">Names of the files it lacks; none where only their showing is left.</param>
public sealed record PublishStarted(string Destination, string Address, ImmutableArray<string> Lacking) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PublishStarted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
        [("destination", Destination), ("address", Address), ("lacking", string.Join(' ', Lacking))];

    /// <summary>What an entry says.</summary>
    public static PublishStarted Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("destination"), data.Text("address"), data.Words("lacking"));
}

/// <summary>A destination has all of a package; every file was read back and is the one that was sealed.</summary>
/// <param name="Destination">Name of the destination.</param>
/// <param name="Address">Where people find it; empty for a folder.</param>
/// <param name="Files">What is there, each as <c>name=digest</c>.</param>
public sealed record PublishCompleted(string Destination, string Address, ImmutableArray<string> Files) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PublishCompleted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
        [("destination", Destination), ("address", Address), ("files", string.Join(' ', Files))];

    /// <summary>What an entry says.</summary>
    public static PublishCompleted Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("destination"), data.Text("address"), data.Words("files"));
}

/// <summary>A destination did not get all of a package; what it has of it, the next run finds there.</summary>
/// <param name="Destination">Name of the destination.</param>
/// <param name="Reason">Why.</param>
public sealed record PublishFailed(string Destination, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PublishFailed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("destination", Destination), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static PublishFailed Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("destination"), data.Text("reason"));
}
