using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Trials;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Tests.Releases.Governing;

public sealed class RolloutsTests
{
    private static readonly RolloutWish Hold = new RolloutWish.Hold("production", "support asks to wait"), Resume = new RolloutWish.Resume("production", "support is ready"),
        Abort = new RolloutWish.Abort("production", "prices without tax");

    private static readonly Palette Plain = new(IsColored: false);

    private readonly Hearing _hearing = new() { Policy = Hearing.Signed };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        Party ben = Hearing.Known("ben");
        string[] before = _hearing.Hear([(ben, Hold), (ben, Resume), (ben, Abort)], Rollouts.Decide);
        Begin();

        Golden.Match([.. before, .. _hearing.Hear(
        [
            (ben, Hold with { Reason = null }), (ben, Resume), (Hearing.Ghost, Hold), (ben, Hold), (Hearing.Ghost, Resume), (ben, Resume), (ben, Resume), (Hearing.Ghost, Abort), (ben, Abort),
        ],
        Rollouts.Decide)]);
    }

    [Fact]
    public void What_was_done_is_said_with_what_comes_of_it()
    {
        _hearing.Policy = new();
        Begin();
        List<string> told = [];
        foreach ((RolloutWish wish, RolloutRun run) in new[] { (Hold, RolloutRun.AtWork), (Hold, RolloutRun.AtWork), (Resume, RolloutRun.Over), (Abort, RolloutRun.TakenBack) })
        {
            Ruling ruling = _hearing.Hear(occasion => Rollouts.Decide(wish, occasion));
            told.AddRange([.. RolloutText.Answer(wish, ruling, run), RolloutJson.Of(wish, ruling, run)]);
        }

        Golden.Match(told);
    }

    [Fact]
    public void A_rollout_is_shown_as_far_as_it_is_and_as_it_ended()
    {
        _hearing.Policy = new();
        Begin();
        _hearing.Hear(occasion => Rollouts.Decide(Hold, occasion));
        List<string> told = [.. RolloutText.Ladder("production", _hearing.State.In("production").Rollout!, Facts.Noon.AddSeconds(95), Plain)];
        Record(new ExposureJudged(2, 2_500, Finding.Harmful, "failed: canary 14 of 900, serving 1 of 2,700, e = 4,411 of 400", 120, 4_000, []));
        told.AddRange(["", RolloutText.Outcome(_hearing.State.In("production").Rollouts[Facts.Id('b')], Plain)]);
        _hearing.Append(Facts.Draft(EntryType.RollbackCompleted, "production", 'a') with { DeploymentId = "d1" });

        Golden.Match(told);
        Assert.Null(_hearing.State.In("production").Rollout);
        Assert.Equal(Finding.Harmful, _hearing.State.In("production").Rollouts[Facts.Id('b')].Judged[^1].Finding);
    }

    [Fact]
    public void What_is_said_of_another_deployment_is_not_of_this_rollout()
    {
        Begin();
        _hearing.Append(Facts.Draft(EntryType.RolloutAborted, "production", 'b', ("reason", "another")) with { DeploymentId = "d7" });

        Assert.Null(_hearing.State.In("production").Rollout!.Aborted); // it is under way
    }

    private void Begin()
    {
        _hearing.Append(Facts.Draft(EntryType.DeployCompleted, "production", 'a') with { DeploymentId = "d1", Version = "1.0.0" });
        _hearing.Append(Facts.Draft(EntryType.DeployStarted, "production", 'b', (RolloutPlanned.Name, "canary: 5 % for 60s, 25 % for 2m")) with { DeploymentId = "d2", Version = "1.1.0" });
        Record(new ExposureChanged(500, 1, 2, 1.5));
        Record(new ExposureJudged(1, 500, Finding.Safe, "failed: canary 0 of 900, serving 1 of 17,100, e = 0.4 of 400", 25, 4_000, []));
        Record(new ExposureChanged(2_500, 2, 2, 1.2));
    }

    private void Record(Fact fact) => _hearing.Append(Facts.Draft(fact.Type, "production", 'b', [.. fact.Write()]) with { DeploymentId = "d2", Version = "1.1.0" });
}
