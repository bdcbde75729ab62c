using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to let a barred package into an environment again.</summary>
/// <param name="Environment">Where it is barred.</param>
/// <param name="Package">Beginning of its id; null means the only one that is barred there.</param>
/// <param name="Reason">Why.</param>
public sealed record UnbarWish(string Environment, string? Package, string? Reason);

/// <summary>Packages that a failure or a way back barred: let in again by somebody the policy knows.</summary>
public static class Barring
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(UnbarWish wish, Occasion occasion)
    {
        if (string.IsNullOrWhiteSpace(wish.Reason))
            return Ruling.Refuse(ExitCode.Usage, Typed.Unreasoned("Unbar"));
        EnvironmentState here = occasion.State.In(wish.Environment);
        string[] barred = [.. here.Barred.Keys.Where(id => id.StartsWith(wish.Package ?? "", StringComparison.OrdinalIgnoreCase))];
        return barred is [var package]
            ? occasion.Loosen(new ReleaseUnblocked(wish.Reason), new Subject(wish.Environment, package), "unbar", package, wish.Reason)
            : Ruling.Refuse(ExitCode.Usage, NotOne(wish.Environment, here, barred.Length));
    }

    private static Fault NotOne(string environment, EnvironmentState here, int count) => new(
        "SLP1506", count == 0 ? $"no such package is barred in {environment}" : $"{count} barred packages match", "--package",
        here.Barred.IsEmpty ? "nothing is barred there" : $"give one of {string.Join(", ", here.Barred.Keys.Select(id => id[..12]))}");
}
