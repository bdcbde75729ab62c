namespace Slipway.Releases.Trials;

/// <summary>What both arms answered in one look, by one measure.</summary>
/// <param name="Canaries">Requests of the canary.</param>
/// <param name="CanaryBad">Those of them that are bad.</param>
/// <param name="Servings">Requests of the serving release.</param>
/// <param name="ServingBad">Those of them that are bad.</param>
public readonly record struct Counted(long Canaries, long CanaryBad, long Servings, long ServingBad)
{
    /// <summary>Both together.</summary>
    public static Counted operator +(Counted one, Counted other) => one.Add(other);

    /// <summary>Both together.</summary>
    public Counted Add(Counted other) => new(Canaries + other.Canaries, CanaryBad + other.CanaryBad, Servings + other.Servings, ServingBad + other.ServingBad);
}
