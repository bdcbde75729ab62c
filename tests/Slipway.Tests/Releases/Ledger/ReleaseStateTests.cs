using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

public sealed class ReleaseStateTests
{
    [Property]
    public Property Folding_entry_by_entry_equals_folding_all_at_once() =>
        Prop.ForAll(Histories.Any.ToArbitrary(), entries =>
        {
            ReleaseState state = ReleaseState.Empty;
            for (int count = 0; count < entries.Length; count++)
            {
                state = state.With(entries[count]);
                if (Text(state) != Text(ReleaseState.Fold(entries[..(count + 1)])))
                    return false;
            }

            return true;
        });

    [Property]
    public Property No_order_of_entries_ever_throws() =>
        Prop.ForAll(Histories.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (entries, seed) =>
        {
            Entry[] shuffled = [.. entries];
            new Random(seed).Shuffle(shuffled);
            foreach (EnvironmentState state in ReleaseState.Fold(shuffled).Environments.Values)
                _ = state.RollbackTarget;
            _ = HistoryLine.Of([.. shuffled], null).Select(line => line.Outcome + line.Verb).ToArray();
        });

    [Fact]
    public void A_kind_nobody_knows_changes_nothing()
    {
        ReleaseState before = ReleaseState.Fold(Histories.Deployed('a', "staging"));

        Assert.Equal(Text(before), Text(before.With(Facts.Draft("from.the.future"))));
        Assert.Equal(Text(before), Text(before.With(Facts.Draft("from.the.future", "staging"))));
    }

    [Fact]
    public void A_deployment_goes_from_open_to_current()
    {
        ImmutableArray<Entry> entries = [.. Histories.Deployed('a', "staging")];

        EnvironmentState open = ReleaseState.Fold(entries[..^1]).In("staging");
        EnvironmentState done = ReleaseState.Fold(entries).In("staging");

        Assert.NotNull(open.Open);
        Assert.Equal("switch", open.OpenStep);
        Assert.Null(open.Current);
        Assert.Null(done.Open);
        Assert.Equal((Facts.Id('a'), 1), (done.Current!.PackageId, done.Started));
    }

    [Fact]
    public void A_failed_deployment_leaves_what_served()
    {
        EnvironmentState state = ReleaseState.Fold([.. Histories.Deployed('a', "staging"), .. Histories.Failed('b', "staging")]).In("staging");

        Assert.Equal(Facts.Id('a'), state.Current!.PackageId);
        Assert.Null(state.Open);
        Assert.True(state.Barred.ContainsKey(Facts.Id('b')));
        Assert.Equal(2, state.Started);
    }

    [Fact]
    public void The_way_back_to_an_empty_environment_leaves_nothing_current()
    {
        EnvironmentState state = ReleaseState.Fold([Facts.Draft(EntryType.RollbackStarted, "staging"), Facts.Draft(EntryType.RollbackCompleted, "staging")]).In("staging");

        Assert.Null(state.Current);
        Assert.Null(state.Open);
    }

    [Fact]
    public void Bars_pins_and_downs_come_and_go()
    {
        Entry[] on = [Facts.Draft(EntryType.ReleaseBlocked, "staging", 'a', ("reason", "leaks")), Facts.Draft(EntryType.EnvironmentPinned, "staging", 'a', ("reason", "sale")), Facts.Draft(EntryType.EnvironmentDown, "staging")];
        Entry[] off = [Facts.Draft(EntryType.ReleaseUnblocked, "staging", 'a'), Facts.Draft(EntryType.EnvironmentUnpinned, "staging"), Facts.Draft(EntryType.EnvironmentUp, "staging")];

        EnvironmentState there = ReleaseState.Fold(on).In("staging");
        EnvironmentState gone = ReleaseState.Fold([.. on, .. off]).In("staging");

        Assert.Equal(("leaks", "sale", false), (there.Barred[Facts.Id('a')], there.Pin, there.IsUp));
        Assert.Equal((0, null, true), (gone.Barred.Count, gone.Pin, gone.IsUp));
    }

    [Fact]
    public void The_newest_evidence_of_a_kind_and_tree_counts()
    {
        Entry Evidence(string kind, string tree, string passed) => Facts.Draft(EntryType.EvidenceRecorded) with
        {
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("kind", kind).Add("tree", tree).Add("passed", passed),
        };
        ReleaseState state = ReleaseState.Fold([Evidence("tests", "t1", "1"), Evidence("tests", "t2", "2"), Evidence("tests", "t1", "3"), Evidence("coverage", "t1", "4")]);

        Assert.Equal("3", state.EvidenceOf("tests", "t1")!.Data["passed"]);
        Assert.Null(state.EvidenceOf("tests", "t3"));
    }

    [Fact]
    public void History_pairs_starts_with_ends()
    {
        ImmutableArray<Entry> entries = Facts.Ledger([
            .. Histories.Deployed('a', "staging"), Facts.Draft(EntryType.DeployRefused, "production", 'a', ("reason", "gate order")), .. Histories.Deployed('b', "staging"),
            .. Histories.RolledBack('a', "staging"), .. Histories.Failed('c', "staging"), Facts.Draft(EntryType.DeployStarted, "staging", 'd')]);

        Assert.Equal(
            ["staging Deploy succeeded", "production Deploy refused", "staging Deploy succeeded", "staging Rollback succeeded", "staging Deploy failed", "staging Deploy open"],
            HistoryLine.Of(entries, null).Select(line => $"{line.Started.Environment} {line.Verb} {line.Outcome}"));
        Assert.Single(HistoryLine.Of(entries, "production"));
    }

    [Fact]
    public void A_way_back_taken_by_itself_belongs_to_the_deployment_that_caused_it()
    {
        ImmutableArray<Entry> entries = Facts.Ledger([
            .. Histories.Deployed('a', "staging"), Facts.Draft(EntryType.DeployStarted, "staging", 'b'), Facts.Draft(EntryType.RollbackStarted, "staging", 'a', ("automatic", "true")),
            Facts.Draft(EntryType.RollbackCompleted, "staging", 'a'), Facts.Draft(EntryType.DeployStarted, "staging", 'c'), Facts.Draft(EntryType.RollbackStarted, "staging", 'a', ("automatic", "true")),
            Facts.Draft(EntryType.RollbackFailed, "staging", 'a')]);

        Assert.Equal(["Deploy succeeded", "Deploy rolled back", "Deploy failed"], HistoryLine.Of(entries, "staging").Select(line => $"{line.Verb} {line.Outcome}"));
        Assert.Equal(Facts.Id('a'), ReleaseState.Fold(entries).In("staging").Current!.PackageId);
    }

    private static string Text(ReleaseState state) => string.Join('\n', [
        .. state.Packages.Select(item => $"{item}"), .. state.Tagged.Select(item => $"{item}"), .. state.Evidence.Select(item => $"{item.Key} {item.Value.Hash}"),
        .. state.Environments.Values.Select(item => $"{item.Name} {item.Current} [{string.Join(';', item.Succeeded)}] {string.Join(';', item.Barred)} {item.Pin} {item.Open?.Seq} {item.OpenStep} {item.Started} {item.IsUp}")]);
}
