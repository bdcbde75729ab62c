using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.History;

public sealed class ReleaseHistoryTests
{
    [Fact]
    public void A_rollback_is_a_deployment_of_its_own_and_leaves_its_mark_on_the_one_it_left()
    {
        ImmutableArray<PastDeployment> past = Of(Histories.Deployed('a', "production"), Histories.Deployed('b', "production"), Histories.RolledBack('a', "production"));

        Assert.Equal([DeploymentKind.Planned, DeploymentKind.Planned, DeploymentKind.Rollback], past.Select(deployment => deployment.Kind));
        Assert.Equal([null, past[0].PackageId, past[1].PackageId], past.Select(deployment => deployment.Before));
        Assert.Equal([null, past[2].Started, null], past.Select(deployment => deployment.TakenBack));
    }

    [Fact]
    public void A_deployment_that_took_itself_back_was_never_successful()
    {
        PastDeployment failed = Of(
            Histories.Deployed('a', "production"),
            [
                Facts.Draft(EntryType.DeployStarted, "production", 'b'), Facts.Draft(EntryType.RollbackStarted, "production", 'b', ("automatic", "true")),
                Facts.Draft(EntryType.RollbackCompleted, "production", 'a', ("automatic", "true")),
            ])[1];

        Assert.Equal(("rolled back", false, EntryType.RollbackStarted), (failed.Outcome, failed.IsSuccessful, failed.TakenBack?.Type));
    }

    [Fact]
    public void What_was_there_before_is_a_redeployment_and_what_mends_is_a_hotfix()
    {
        Entry[] mending = Histories.Deployed('c', "production");
        mending[0] = mending[0] with { Data = mending[0].Data.SetItem("remediates", "INC-1") };

        ImmutableArray<PastDeployment> past = Of(Histories.Deployed('a', "production"), Histories.Deployed('b', "production"), Histories.Deployed('a', "production"), mending);

        Assert.Equal([DeploymentKind.Planned, DeploymentKind.Planned, DeploymentKind.Redeploy, DeploymentKind.Hotfix], past.Select(deployment => deployment.Kind));
        Assert.Equal("INC-1", past[3].Remediates);
    }

    [Fact]
    public void A_rollback_after_a_rehearsal_leaves_the_deployment_that_was_rehearsed()
    {
        (Entry[] back, Entry[] forward) = (Histories.RolledBack('a', "staging"), Histories.Deployed('b', "staging"));
        back[0] = back[0] with { Data = back[0].Data.SetItem("rehearsal", "true") };
        forward[0] = forward[0] with { Data = forward[0].Data.SetItem("verb", "Rehearse") };

        ImmutableArray<PastDeployment> past = Of(Histories.Deployed('a', "staging"), Histories.Deployed('b', "staging"), back, forward, Histories.RolledBack('a', "staging"));

        Assert.Equal([null, past[4].Started, null, null, null], past.Select(deployment => deployment.TakenBack));
        Assert.Equal(past[1].PackageId, past[4].Before);
    }

    [Fact]
    public void Environments_do_not_mix()
    {
        ImmutableArray<PastDeployment> past = Of(Histories.Deployed('a', "staging"), Histories.Deployed('a', "production"), Histories.RolledBack('b', "staging"));

        Assert.Equal((null, past[2].Started), (past[1].TakenBack, past[0].TakenBack));
        Assert.Equal(DeploymentKind.Planned, past[1].Kind);
    }

    [Property]
    public Property No_order_of_entries_ever_throws_and_each_start_is_there_once() =>
        Prop.ForAll(Histories.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (entries, seed) =>
        {
            Entry[] shuffled = [.. entries];
            new Random(seed).Shuffle(shuffled);
            ReleaseHistory history = ReleaseHistory.Of([.. shuffled]);
            return history.Deployments.Length == shuffled.Count(entry => entry.Type is EntryType.DeployStarted or EntryType.RollbackStarted)
                && history.Deployments.All(deployment => deployment.Outcome.Length > 0);
        });

    private static ImmutableArray<PastDeployment> Of(params Entry[][] stories) => ReleaseHistory.Of(Facts.Ledger([.. stories.SelectMany(story => story)])).Deployments;
}
