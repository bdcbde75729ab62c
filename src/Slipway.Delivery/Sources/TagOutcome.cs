namespace Slipway.Delivery.Sources;

/// <summary>What became of a version's tag.</summary>
/// <param name="Name">The tag's name.</param>
public abstract record TagOutcome(string Name)
{
    /// <summary>It is there now and was not before.</summary>
    public sealed record Written(string Name) : TagOutcome(Name);

    /// <summary>It was there already and stays as it is.</summary>
    /// <param name="Name">The tag's name.</param>
    /// <param name="Commit">The commit it names.</param>
    public sealed record Existed(string Name, string Commit) : TagOutcome(Name);

    /// <summary>It is not there.</summary>
    /// <param name="Name">The name it would have.</param>
    /// <param name="Words">Why, in git's own words.</param>
    public sealed record Failed(string Name, string Words) : TagOutcome(Name);
}
