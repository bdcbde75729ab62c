using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Trials;

namespace Slipway.Releases.Facts;

/// <summary>A deployment begins that takes over the traffic by a plan; its start says by which.</summary>
public static class RolloutPlanned
{
    /// <summary>The name the plan has in the start of a deployment.</summary>
    public const string Name = "rollout";

    /// <summary>The plan of a deployment; null where all traffic moves at once.</summary>
    public static string? Read(ImmutableSortedDictionary<string, string> data) => data.Text(Name) is { Length: > 0 } plan ? plan : null;
}

/// <summary>A part of the traffic was given to a deployment.</summary>
/// <param name="Weight">Its part, of ten thousand.</param>
/// <param name="Step">Which step of the plan, from 1.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Milliseconds">How long the change took at the front door.</param>
public sealed record ExposureChanged(int Weight, int Step, int Steps, double Milliseconds) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ExposureChanged;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
    [
        ("weight", FactText.Of(Weight)), ("step", FactText.Of(Step)), ("steps", FactText.Of(Steps)),
        ("milliseconds", Milliseconds.ToString("0.00", CultureInfo.InvariantCulture)),
    ];

    /// <summary>What an entry says; numbers that are missing are 0.</summary>
    public static ExposureChanged Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Number("weight") ?? 0, data.Number("step") ?? 0, data.Number("steps") ?? 0,
        double.TryParse(data.Text("milliseconds"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double taken) ? taken : 0);
}

/// <summary>A step of a rollout was judged: it passed, or the release goes back.</summary>
/// <param name="Step">Which step of the plan, from 1.</param>
/// <param name="Weight">Part of the traffic it had, of ten thousand.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Line">Why, with the figures.</param>
/// <param name="Users">Distinct users that met the release by then; null where nothing tells them apart.</param>
/// <param name="AllUsers">Distinct users that met either release by then.</param>
/// <param name="Looks">What was judged: whoever has a plan can judge it again.</param>
public sealed record ExposureJudged(int Step, int Weight, Finding Finding, string Line, int? Users, int? AllUsers, ImmutableArray<Look> Looks) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ExposureJudged;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
    [
        ("step", FactText.Of(Step)), ("weight", FactText.Of(Weight)), ("finding", Finding.ToString().ToLowerInvariant()), ("line", Line),
        .. Users is { } users ? [("users", FactText.Of(users))] : Array.Empty<(string, string)>(),
        .. AllUsers is { } all ? [("allUsers", FactText.Of(all))] : Array.Empty<(string, string)>(),
        ("looks", string.Join(';', Looks)),
    ];

    /// <summary>What an entry says; looks that cannot be read are left out, a finding that is none is open.</summary>
    public static ExposureJudged Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Number("step") ?? 0, data.Number("weight") ?? 0,
        Enum.TryParse(data.Text("finding"), ignoreCase: true, out Finding finding) && Enum.IsDefined(finding) ? finding : Finding.Open,
        data.Text("line"), data.Number("users"), data.Number("allUsers"),
        [.. data.Text("looks").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Look.Parse).OfType<Look>()]);
}

/// <summary>Somebody wants a rollout to stay where it is.</summary>
/// <param name="Reason">Why.</param>
public sealed record RolloutHeld(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.RolloutHeld;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];
}

/// <summary>Somebody lets a rollout go on.</summary>
/// <param name="Reason">Why.</param>
public sealed record RolloutResumed(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.RolloutResumed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];
}

/// <summary>Somebody wants a rollout taken back.</summary>
/// <param name="Reason">Why.</param>
public sealed record RolloutAborted(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.RolloutAborted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];
}
