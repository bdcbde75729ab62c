using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants of the rollout that is under way in an environment.</summary>
/// <param name="Environment">Where.</param>
/// <param name="Reason">Why.</param>
public abstract record RolloutWish(string Environment, string? Reason)
{
    /// <summary>It stays where it is; what is found to be bad goes back all the same.</summary>
    public sealed record Hold(string Environment, string? Reason) : RolloutWish(Environment, Reason);

    /// <summary>It goes on.</summary>
    public sealed record Resume(string Environment, string? Reason) : RolloutWish(Environment, Reason);

    /// <summary>It goes back.</summary>
    public sealed record Abort(string Environment, string? Reason) : RolloutWish(Environment, Reason);

    /// <summary>The verb as typed.</summary>
    public string Verb => GetType().Name;
}

/// <summary>Rollouts under way: held and taken back by anybody, let go on by somebody the policy knows.</summary>
public static class Rollouts
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(RolloutWish wish, Occasion occasion)
    {
        if (string.IsNullOrWhiteSpace(wish.Reason))
            return Ruling.Refuse(ExitCode.Usage, Typed.Unreasoned(wish.Verb));
        if (occasion.State.In(wish.Environment).Rollout is not { } rollout)
            return Ruling.Refuse(ExitCode.GateFailed, NothingUnderWay(wish));
        var subject = new Subject(wish.Environment, rollout.PackageId, rollout.Version, rollout.DeploymentId);
        return wish switch
        {
            RolloutWish.Hold => rollout.Held is { } held ? new Ruling.Standing(held) : Ruling.Record(new RolloutHeld(wish.Reason), subject),
            RolloutWish.Resume => rollout.Held is null
                ? Ruling.Refuse(ExitCode.GateFailed, NotHeld(wish, rollout))
                : occasion.Loosen(new RolloutResumed(wish.Reason), subject, "resume", rollout.DeploymentId, wish.Reason),
            RolloutWish.Abort => rollout.Aborted is { } aborted
                ? new Ruling.Standing(aborted)
                : Ruling.Record(new RolloutAborted(wish.Reason), subject),
            _ => throw new UnreachableException(),
        };
    }

    private static Fault NothingUnderWay(RolloutWish wish) => new(
        "SLP1681", $"no rollout is under way in {wish.Environment}", $"environment {wish.Environment}",
        $"./build.sh Status shows what is; what serves is taken back by ./build.sh Rollback --environment {wish.Environment} --reason \"…\"");

    private static Fault NotHeld(RolloutWish wish, RolloutState rollout) => new(
        "SLP1682", $"the rollout of {rollout.Version} is not held", $"environment {wish.Environment}",
        $"it goes on by itself; ./build.sh Status --environment {wish.Environment} shows how far it is");
}
