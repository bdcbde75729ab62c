using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>How something went that a person looked at.</summary>
public enum CheckResult
{
    /// <summary>As it should.</summary>
    Pass,

    /// <summary>Otherwise.</summary>
    Fail,
}

/// <summary>A person ticked off an item, a scenario or a proof by hand; the entry is about the package.</summary>
/// <param name="Item">Which.</param>
/// <param name="Result">How it went; what cannot be read failed.</param>
/// <param name="Reason">What more there is to say; often empty.</param>
public sealed record ChecklistChecked(string Item, CheckResult Result, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ChecklistChecked;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("item", Item), ("result", Word.Of(Result)), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ChecklistChecked Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("item"), Word.Read<CheckResult>(data.Text("result")) ?? CheckResult.Fail, data.Text("reason"));
}
