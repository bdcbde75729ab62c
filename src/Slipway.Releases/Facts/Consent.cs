using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A plan was consented to, before work on it began.</summary>
/// <param name="Plan">Digest of what was consented to.</param>
public sealed record PlanApproved(string Plan) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PlanApproved;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("plan", Plan)];

    /// <summary>What an entry says.</summary>
    public static PlanApproved Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("plan"));
}

/// <summary>Consent to a deployment was given.</summary>
/// <param name="Role">The role it was given in.</param>
/// <param name="Plan">Digest of what would happen.</param>
public sealed record ApprovalGranted(string Role, string Plan) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalGranted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("role", Role), ("plan", Plan)];

    /// <summary>What an entry says.</summary>
    public static ApprovalGranted Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("role"), data.Text("plan"));
}

/// <summary>A package was rejected for an environment.</summary>
/// <param name="Reason">Why.</param>
public sealed record ApprovalRejected(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalRejected;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ApprovalRejected Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("reason"));
}

/// <summary>A rejection was taken back.</summary>
/// <param name="Reason">Why.</param>
public sealed record ApprovalReopened(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalReopened;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ApprovalReopened Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("reason"));
}

/// <summary>Consent was offered by somebody who may not give it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Reason">Why they may not.</param>
public sealed record ApprovalRefused(string Person, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalRefused;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("person", Person), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ApprovalRefused Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("person"), data.Text("reason"));
}

/// <summary>Consent was found missing, and asked for.</summary>
/// <param name="Plan">Digest of what would happen.</param>
/// <param name="Missing">What is missing, in words.</param>
public sealed record ApprovalRequested(string Plan, string Missing) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalRequested;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("plan", Plan), ("missing", Missing)];

    /// <summary>What an entry says.</summary>
    public static ApprovalRequested Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("plan"), data.Text("missing"));
}

/// <summary>Consent no longer holds.</summary>
/// <param name="Approval">Hash of the consent.</param>
/// <param name="Reason">Why it does not.</param>
public sealed record ApprovalVoided(string Approval, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ApprovalVoided;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("approval", Approval), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ApprovalVoided Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("approval"), data.Text("reason"));
}

/// <summary>An emergency was signed afterwards.</summary>
/// <param name="Started">Hash of the entry that began it.</param>
public sealed record EmergencyCountersigned(string Started) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.EmergencyCountersigned;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("started", Started)];

    /// <summary>What an entry says.</summary>
    public static EmergencyCountersigned Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("started"));
}
