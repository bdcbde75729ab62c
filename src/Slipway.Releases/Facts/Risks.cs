using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>How bad something is.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Low,

    /// <summary>To be looked after.</summary>
    Medium,

    /// <summary>Voids approvals given before it.</summary>
    High,

    /// <summary>Stops every release while it is open.</summary>
    Critical,
}

/// <summary>How likely it is that something comes to pass.</summary>
public enum Likelihood
{
    /// <summary>Hardly ever.</summary>
    Unlikely,

    /// <summary>It may.</summary>
    Possible,

    /// <summary>It will, sooner or later.</summary>
    Likely,
}

/// <summary>A risk was put on the register.</summary>
/// <param name="Id"><c>R-1</c>, counted in the order of the ledger.</param>
/// <param name="Title">What may happen.</param>
/// <param name="Severity">How bad it would be; what cannot be read is critical.</param>
/// <param name="Owner">Who looks after it.</param>
/// <param name="Mitigation">What is done about it; empty where nothing is.</param>
/// <param name="Due">The last day something is to be done about it; null where no day was given.</param>
public sealed record RiskOpened(string Id, string Title, Severity Severity, string Owner, string Mitigation, DateOnly? Due = null) : Fact
{
    /// <summary>How likely it is; null where nobody said.</summary>
    public Likelihood? Likelihood { get; init; }

    /// <summary>Version of the only release it is about; null where it is about all of them.</summary>
    public string? Release { get; init; }

    /// <inheritdoc/>
    public override string Type => EntryType.RiskOpened;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
    [
        ("id", Id), ("title", Title), ("severity", Word.Of(Severity)), ("owner", Owner), ("mitigation", Mitigation),
        .. Due is { } day ? [("due", FactText.Of(day))] : ImmutableArray<(string, string)>.Empty,
        .. Likelihood is { } likelihood ? [("likelihood", Word.Of(likelihood))] : ImmutableArray<(string, string)>.Empty,
        .. Release is { } release ? [("release", release)] : ImmutableArray<(string, string)>.Empty,
    ];

    /// <summary>What an entry says.</summary>
    public static RiskOpened Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Text("id"), data.Text("title"), Word.Read<Severity>(data.Text("severity")) ?? Severity.Critical, data.Text("owner"),
        data.Text("mitigation"), data.Day("due"))
    {
        Likelihood = Word.Read<Likelihood>(data.Text("likelihood")),
        Release = data.Text("release") is { Length: > 0 } release ? release : null,
    };
}

/// <summary>A risk was accepted: it is lived with.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record RiskAccepted(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.RiskAccepted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static RiskAccepted Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}

/// <summary>A risk is gone.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record RiskClosed(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.RiskClosed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static RiskClosed Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}
