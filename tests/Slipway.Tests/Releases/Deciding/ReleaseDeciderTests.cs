using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Tests.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Deciding;

public sealed class ReleaseDeciderTests
{
    private static readonly Manifest Manifest = Facts.Manifest();

    private static DeploymentEnvironment Staging => Facts.Lane[0];

    private static DeploymentEnvironment Production => Facts.Lane[1];

    [Fact]
    public void What_another_machine_began_is_left_to_it_for_an_hour()
    {
        EnvironmentState Begun(params (string Name, string Value)[] data) => ReleaseState.Fold(Facts.Ledger(Facts.Draft(EntryType.DeployStarted, "staging", 'a', data))).In("staging");
        EnvironmentState here = Begun(("place", "there"), ("verb", "Stage"));

        Fault held = Assert.IsType<Fault>(ReleaseDecider.HeldElsewhere(here, Staging, "here", Facts.Noon.AddMinutes(59)));

        Assert.Equal(("SLP2408", "ada@example.org began Stage of 1.0.0 on another machine at 2026-03-14 12:00 UTC and has not ended it"), (held.Code, held.Cause));
        Assert.Null(ReleaseDecider.HeldElsewhere(here, Staging, "there", Facts.Noon.AddMinutes(59)));
        Assert.Null(ReleaseDecider.HeldElsewhere(here, Staging, "here", Facts.Noon.AddMinutes(61)));
        Assert.Null(ReleaseDecider.HeldElsewhere(Begun(), Staging, "here", Facts.Noon));
        Assert.Null(ReleaseDecider.HeldElsewhere(ReleaseState.Empty.In("staging"), Staging, "here", Facts.Noon));
    }

    [Fact]
    public void A_tested_package_enters_the_first_environment()
    {
        Decision decision = ReleaseDecider.Deploy(Request(Staging, 'a'));

        var proceed = Assert.IsType<Decision.Proceed>(decision);
        Assert.Equal(("0001-aaaaaaaaaaaa", null), (proceed.DeploymentId, proceed.Previous));
        Assert.Equal(7, decision.Gates.Length);
    }

    [Fact]
    public void What_serves_is_kept_and_the_number_goes_on()
    {
        var proceed = Assert.IsType<Decision.Proceed>(ReleaseDecider.Deploy(Request(Staging, 'c', [.. Histories.Deployed('a', "staging"), .. Histories.Failed('b', "staging")])));

        Assert.Equal(("0003-cccccccccccc", Facts.Id('a')), (proceed.DeploymentId, proceed.Previous!.PackageId));
    }

    [Fact]
    public void A_package_that_is_there_and_seen_there_is_left_alone()
    {
        Entry[] history = Histories.Deployed('a', "staging");

        Assert.IsType<Decision.AlreadyLive>(ReleaseDecider.Deploy(Request(Staging, 'a', history) with { ObservedPackage = Facts.Id('a') }));
        Assert.IsType<Decision.Proceed>(ReleaseDecider.Deploy(Request(Staging, 'a', history) with { ObservedPackage = null }));
        Assert.IsType<Decision.Proceed>(ReleaseDecider.Deploy(Request(Staging, 'a', history) with { ObservedPackage = Facts.Id('b') }));
    }

    [Fact]
    public void All_missing_configuration_is_told_before_any_gate()
    {
        Manifest needs = Manifest with
        {
            Services = [Manifest.Services[0] with { Configuration = [new("Shop__Title"), new("Shop__Motto", Required: false), new("PAYMENT_KEY", Secret: true)] }],
        };

        var refusal = Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(Request(Production, 'a') with { Manifest = needs }));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Equal(["SLP2401 storefront requires the configuration key Shop__Title", "SLP2401 storefront requires the secret PAYMENT_KEY"], refusal.Faults.Select(fault => $"{fault.Code} {fault.Cause}"));
        Assert.Empty(refusal.Gates);
        Assert.IsType<Decision.Proceed>(ReleaseDecider.Deploy(Request(Staging, 'a') with
        {
            Manifest = needs, SecretNames = ["PAYMENT_KEY"], Environment = Staging with { Configuration = Staging.Configuration.Add("Shop__Title", "x") },
        }));
    }

    [Fact]
    public void Every_closed_gate_is_told_and_the_worst_decides_the_exit_code()
    {
        var failed = Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(Request(Production, 'a', tested: false)));
        var inconclusive = Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(Request(Staging, 'a', tested: false)));

        Assert.Equal((ExitCode.GateFailed, "SLP2302 SLP2301 SLP2302 SLP2302"), (failed.ExitCode, string.Join(' ', failed.Faults.Select(fault => fault.Code))));
        Assert.Equal((ExitCode.Inconclusive, "SLP2302"), (inconclusive.ExitCode, string.Join(' ', inconclusive.Faults.Select(fault => fault.Code))));
        Assert.Equal((8, 7), (failed.Gates.Length, inconclusive.Gates.Length)); // who sealed it is asked where it leaves the first environment
    }

    [Fact]
    public void A_barred_package_comes_in_again_only_with_a_reason()
    {
        DeployRequest request = Request(Staging, 'b', [.. Histories.Deployed('a', "staging"), .. Histories.Failed('b', "staging")]);

        Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(request));
        Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(request with { Again = true }));
        Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(request with { Reason = "the disk was full" }));
        Decision again = ReleaseDecider.Deploy(request with { Again = true, Reason = "the disk was full" });
        Assert.IsType<Decision.Proceed>(again);
        Assert.Contains(again.Gates, gate => gate is { Gate: "not-barred", Verdict: Slipway.Releases.Gates.GateVerdict.Waived } && gate.Reason.EndsWith("the disk was full", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", null, "SLP2402")]
    [InlineData("a", null, "SLP2403")]
    [InlineData("a", "zzz", "SLP2404")]
    [InlineData("ab", "bbbb", "SLP2405")]
    [InlineData("ab", "1.1.0", "SLP2405")]
    [InlineData("ab!a", "aaaa", "SLP2406")]
    [InlineData("ab!a", null, "SLP2403")]
    [InlineData("ab", null, "aaaaaaaaaaaa")]
    [InlineData("abc", null, "bbbbbbbbbbbb")]
    [InlineData("abc!b", null, "aaaaaaaaaaaa")]
    [InlineData("abc", "1.0.0", "aaaaaaaaaaaa")]
    [InlineData("abca", null, "cccccccccccc")]
    [InlineData("aba", null, "bbbbbbbbbbbb")]
    public void A_rollback_goes_to_the_newest_that_is_not_barred_or_says_why_not(string story, string? to, string expected)
    {
        Decision decision = ReleaseDecider.RollBack(ReleaseState.Fold(Facts.Ledger([.. Told(story)])), Staging, to);

        Assert.Equal(expected, decision switch
        {
            Decision.Proceed proceed => proceed.DeploymentId[5..],
            Decision.Refusal { ExitCode: ExitCode.GateFailed } refusal => refusal.Faults.Single().Code,
            _ => "?",
        });
    }

    [Property]
    public Property Whatever_happened_a_rollback_goes_to_the_newest_release_before_what_serves_that_is_not_barred_and_never_forward() =>
        Prop.ForAll(Histories.Any.ToArbitrary(), entries =>
        {
            ReleaseState state = ReleaseState.Fold(entries);
            EnvironmentState here = state.In("staging");
            // Told apart from the fold: the releases below what serves, as a pile that a way back takes from.
            var pile = new Stack<string>();
            foreach (Entry entry in entries.Where(entry => entry.Environment == "staging"))
            {
                if (entry.Type == EntryType.RollbackCompleted && pile.Contains(entry.PackageId!))
                {
                    while (pile.Peek() != entry.PackageId)
                        pile.Pop();
                }
                else if (entry.Type is EntryType.DeployCompleted or EntryType.RollbackCompleted)
                    pile.Push(entry.PackageId!);
            }

            string? expected = pile.FirstOrDefault(package => package != pile.Peek() && !IsBarred(entries, package));
            return ReleaseDecider.RollBack(state, Staging, null) switch
            {
                Decision.Proceed proceed => proceed.DeploymentId[5..] == expected?[..12] && proceed.Previous == here.Current,
                _ => expected is null,
            };
        });

    [Fact]
    public void A_release_that_was_fled_from_is_no_way_back_even_when_its_bar_is_lifted()
    {
        Entry[] story =
        [
            .. Told("ab"),
            Facts.Draft(EntryType.ReleaseBlocked, "staging", 'b', ("reason", "leaks")),
            Facts.Draft(EntryType.RollbackCompleted, "staging", 'a') with { DeploymentId = "0001-aaaaaaaaaaaa" },
            Facts.Draft(EntryType.ReleaseUnblocked, "staging", 'b', ("reason", "it is fine")),
        ];
        ReleaseState state = ReleaseState.Fold(Facts.Ledger([.. story]));

        var named = Assert.IsType<Decision.Refusal>(ReleaseDecider.RollBack(state, Staging, "1.1.0"));
        var newest = Assert.IsType<Decision.Refusal>(ReleaseDecider.RollBack(state, Staging, null));

        Assert.Equal(("SLP2409", "SLP2403"), (named.Faults[0].Code, newest.Faults[0].Code));
        Assert.Equal("./build.sh Promote --environment staging --package bbbbbbbbbbbb --again --reason \"…\", with the gates and consents of a promotion", named.Faults[0].Mend);
    }

    [Fact]
    public void A_wish_to_go_back_that_is_given_again_has_arrived_and_another_reason_or_target_has_not()
    {
        Entry[] story =
        [
            .. Told("abc"),
            Facts.Draft(EntryType.EnvironmentPinned, "staging", 'b', ("reason", "leaks")),
            Facts.Draft(EntryType.RollbackCompleted, "staging", 'b') with { DeploymentId = "0002-bbbbbbbbbbbb" },
        ];
        EnvironmentState here = ReleaseState.Fold(Facts.Ledger([.. story])).In("staging");

        Assert.Equal(here.Current, ReleaseDecider.ArrivedAlready(here, null, "leaks"));
        Assert.Equal(here.Current, ReleaseDecider.ArrivedAlready(here, "1.1.0", "leaks"));
        Assert.Null(ReleaseDecider.ArrivedAlready(here, null, "slow as well"));
        Assert.Null(ReleaseDecider.ArrivedAlready(here, "1.0.0", "leaks"));
        Assert.Null(ReleaseDecider.ArrivedAlready(here with { Open = story[^1] }, null, "leaks"));
    }

    private static bool IsBarred(ImmutableArray<Entry> entries, string package) =>
        entries.LastOrDefault(entry => entry.Environment == "staging" && entry.PackageId == package && (entry.Type == EntryType.ReleaseBlocked || entry.Type == EntryType.ReleaseUnblocked))?.Type == EntryType.ReleaseBlocked;

    // "ab!a": a and b were deployed, then a was barred.
    private static IEnumerable<Entry> Told(string story)
    {
        string[] parts = story.Split('!');
        foreach (char package in parts[0])
        {
            foreach (Entry entry in Histories.Deployed(package, "staging"))
                yield return entry;
        }

        foreach (char package in parts.Skip(1).SelectMany(part => part))
            yield return Facts.Draft(EntryType.ReleaseBlocked, "staging", package, ("reason", "leaks"));
    }

    private static DeployRequest Request(DeploymentEnvironment environment, char package, Entry[]? history = null, bool tested = true)
    {
        Entry evidence = Facts.Draft(EntryType.EvidenceRecorded) with
        {
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("kind", "tests").Add("tree", Manifest.Source.Tree).Add("total", "5").Add("failed", "0").Add("skipped", "0"),
        };
        return new DeployRequest
        {
            State = ReleaseState.Fold(Facts.Ledger([.. tested ? [evidence] : ImmutableArray<Entry>.Empty, .. history ?? []])),
            Lane = Facts.Lane, Environment = environment, PackageId = Facts.Id(package), Manifest = Manifest, Policy = new ReleasePolicy(), Now = Facts.Noon.AddHours(1),
        };
    }
}
