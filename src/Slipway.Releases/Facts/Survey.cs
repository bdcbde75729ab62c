using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>Somebody said how the release went that the entry is about.</summary>
/// <param name="Score">From 1 (badly) to 5 (well); 0 for what cannot be read.</param>
/// <param name="Role">In which role.</param>
/// <param name="Reason">What else they said; often empty.</param>
public sealed record SurveyAnswered(int Score, string Role, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.SurveyAnswered;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("score", FactText.Of(Score)), ("role", Role), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static SurveyAnswered Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Number("score") ?? 0, data.Text("role"), data.Text("reason"));
}
