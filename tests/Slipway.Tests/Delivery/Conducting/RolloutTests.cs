using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>Releases that take over the traffic by a plan: real services behind a real front door, under load.</summary>
[Collection(nameof(Alone))]
public sealed class RolloutTests : IAsyncDisposable
{
    private const string Well = "errors=0 latency=2 spread=0.2", Failing = "errors=0.4 latency=2 spread=0.2";

    private static readonly RolloutPlan Plan = RolloutPlan.Canary(new(20, TimeSpan.FromSeconds(1)), new(50, TimeSpan.FromSeconds(1))) with
    {
        Metrics = [RolloutMetric.Errors],
        SafeErrors = 0.05,
        MinimumRequests = 50,
        Look = TimeSpan.FromMilliseconds(200),
        WarmUp = TimeSpan.FromMilliseconds(400),
        Deadline = TimeSpan.FromSeconds(20),
        Users = UserKey.Cookie("session"),
    };

    private readonly ConductedShop _shop = new() { Rollout = Plan };
    private readonly List<string> _said = [];

    public RolloutTests() => _shop.Said = line =>
    {
        lock (_said)
            _said.Add(line);
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (string line in _said)
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_good_release_walks_through_its_steps_and_no_customer_notices()
    {
        await FirstAsync();
        string second = await _shop.SealMoodyAsync("1.1.0", Well);
        await using var load = new SteadyLoad(_shop.Url);

        await _shop.PromoteAsync(second);

        await load.StopAsync();
        Assert.Equal((0, 0), (load.Failed, load.Broken));
        Assert.Equal(second, await _shop.ServingAsync());
        Assert.Null((await _shop.ObserveAsync()).Canary);
        EnvironmentState here = await _shop.HereAsync();
        Assert.True(here is { Open: null, Rollout: null, Barred.IsEmpty: true });
        RolloutState walked = here.Rollouts[second];
        Assert.Equal([(1, 2_000, Finding.Safe), (2, 5_000, Finding.Safe)], walked.Judged.Select(step => (step.Step, step.Weight, step.Finding)));
        Assert.Equal(12, walked.Judged[^1].AllUsers);
        Assert.Equal(Plan.Text, walked.Plan);
        Assert.Equal(["exposed", "passed", "exposed", "passed", "switch"], Said("exposed", "passed", "switch")[^5..]);
        await JudgedAgainAsync();
    }

    [Fact]
    public async Task A_release_whose_requests_fail_goes_back_by_itself_and_the_ledger_says_why()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Failing);
        await using var load = new SteadyLoad(_shop.Url);

        FaultException taken = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        await load.StopAsync();
        Assert.Equal((ExitCode.RolledBack, "SLP3506"), (taken.ExitCode, Assert.Single(taken.Faults).Code));
        Assert.StartsWith("1.1.0 was taken back at 20 %, step 1 of 2: failed: canary ", taken.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Equal(0, load.Broken);
        Assert.True(load.Failed < load.Answered / 5, $"{load.Failed} of {load.Answered}");
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal(here.Barred[second], here.Pin);
        Assert.StartsWith("1.1.0 was taken back at 20 %", here.Pin, StringComparison.Ordinal);
        Assert.Equal((Finding.Harmful, 2_000), (here.Rollouts[second].Judged[^1].Finding, here.Rollouts[second].Judged[^1].Weight));
        Assert.DoesNotContain((await _shop.ObserveAsync()).Instances, instance => instance.DeploymentId == here.Rollouts[second].DeploymentId && instance.Health == Health.Healthy);
    }

    [Fact]
    public async Task What_cannot_be_told_is_taken_back_at_the_deadline_and_may_come_again()
    {
        _shop.Rollout = Plan with { Deadline = TimeSpan.FromSeconds(1.5) };
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Well);

        FaultException taken = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal((ExitCode.Inconclusive, "SLP3507"), (taken.ExitCode, Assert.Single(taken.Faults).Code));
        Assert.EndsWith("the canary has answered 0 requests of the 50 a step needs", taken.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(first, await _shop.ServingAsync());
        EnvironmentState here = await _shop.HereAsync();
        Assert.True(here is { Pin: null, Barred.IsEmpty: true });
        Assert.Equal(Finding.Open, here.Rollouts[second].Judged[^1].Finding);
    }

    [Fact]
    public async Task A_release_that_dies_is_taken_back()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", $"{Well} dies=20");
        await using var load = new SteadyLoad(_shop.Url);

        FaultException taken = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal(ExitCode.RolledBack, taken.ExitCode);
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.True((await _shop.HereAsync()).Barred.ContainsKey(second));
    }

    [Fact]
    public async Task A_rollout_is_held_goes_on_and_is_aborted_from_elsewhere()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Well);
        await using var load = new SteadyLoad(_shop.Url);
        Task promotion = _shop.PromoteAsync(second);
        await UntilAsync(here => here.Rollout is { Step: 1 });

        Assert.Equal(RolloutRun.AtWork, await _shop.WishAsync(new RolloutWish.Hold("staging", "support asks to wait")));
        await SaidAsync("  held");
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation); // longer than the step soaks
        Assert.Equal((1, true), ((await _shop.HereAsync()).Rollout!.Step, (await _shop.HereAsync()).Rollout!.Held is not null)); // it is held

        await _shop.WishAsync(new RolloutWish.Resume("staging", "support is ready"));
        await UntilAsync(here => here.Rollout is { Step: 2 });
        await _shop.WishAsync(new RolloutWish.Abort("staging", "prices without tax"));
        FaultException taken = await Assert.ThrowsAsync<FaultException>(() => promotion);

        Assert.Equal((ExitCode.RolledBack, "1.1.0 was taken back at 50 %, step 2 of 2: aborted by ada@example.org: prices without tax"), (taken.ExitCode, taken.Faults[0].Cause));
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Equal(0, load.Broken);
    }

    [Fact]
    public async Task A_rollout_whose_run_was_killed_is_told_truly_and_taken_back_by_the_next_verb()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Well);
        await ExposedAndKilledAsync(second);

        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal($"deployment 0002-{second[..12]} is unfinished, 20 % of the traffic with 0002-{second[..12]}", (await _shop.StatusAsync()).Drift);
        Assert.Equal((1, 2_000), (here.Rollout!.Step, here.Rollout.Weight)); // it is under way
        await _shop.UpAsync();

        Assert.Null((await _shop.StatusAsync()).Drift);
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Null((await _shop.ObserveAsync()).Canary);
        here = await _shop.HereAsync();
        Assert.True(here is { Rollout: null, Pin: null, Barred.IsEmpty: true });
        await using var load = new SteadyLoad(_shop.Url);
        await _shop.PromoteAsync(second);
        Assert.Equal(second, await _shop.ServingAsync());
    }

    [Fact]
    public async Task Aborting_a_rollout_whose_run_was_killed_takes_it_back_at_once()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Well);
        await ExposedAndKilledAsync(second);

        Assert.Equal(RolloutRun.TakenBack, await _shop.WishAsync(new RolloutWish.Abort("staging", "prices without tax")));

        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Null((await _shop.ObserveAsync()).Canary);
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal(("aborted by ada@example.org: prices without tax", here.Pin), (here.Barred[second], here.Pin));
    }

    [Fact]
    public async Task An_interrupted_rollout_is_taken_back_before_its_run_ends()
    {
        string first = await FirstAsync(), second = await _shop.SealMoodyAsync("1.1.0", Well);
        using var interrupt = new CancellationTokenSource();
        Task promotion = _shop.PromoteAsync(second, interrupt.Token);
        await UntilAsync(here => here.Rollout is { Step: 1 });

        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => promotion);

        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Null((await _shop.ObserveAsync()).Canary);
        EnvironmentState here = await _shop.HereAsync();
        Assert.True(here is { Open: null, Pin: null, Barred.IsEmpty: true });
    }

    [Fact]
    public async Task A_release_that_has_all_the_traffic_is_watched_while_it_bakes()
    {
        string first = await FirstAsync();
        _shop.Rollout = RolloutPlan.BlueGreen(TimeSpan.FromSeconds(1)) with { Look = TimeSpan.FromMilliseconds(200) };
        string second = await _shop.SealMoodyAsync("1.1.0", Well), third = await _shop.SealMoodyAsync("1.2.0", "errors=0.9");
        await using var load = new SteadyLoad(_shop.Url);

        await _shop.PromoteAsync(second);
        FaultException taken = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(third));

        Assert.NotEqual(first, second);
        Assert.Equal(ExitCode.RolledBack, taken.ExitCode);
        Assert.StartsWith("1.2.0 was taken back while it was watched: tripped: ", taken.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(second, await _shop.ServingAsync());
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal([Finding.Safe, Finding.Harmful], new[] { here.Rollouts[second], here.Rollouts[third] }.Select(rollout => rollout.Judged[^1].Finding));
        Assert.True(here.Barred.ContainsKey(third));
        Assert.Equal(0, load.Broken);
    }

    [Fact]
    public async Task The_first_release_of_an_environment_has_nobody_to_be_compared_with()
    {
        string first = await FirstAsync();

        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Empty((await _shop.HereAsync()).Rollouts);
    }

    private async Task<string> FirstAsync()
    {
        string first = await _shop.SealMoodyAsync("1.0.0", Well);
        await _shop.PromoteAsync(first);
        return first;
    }

    // The run is gone from the first reading of the counts on.
    private async Task ExposedAndKilledAsync(string package)
    {
        var kill = new KillPoint(int.MaxValue, isBehind: false);
        Task promotion = _shop.PromoteAsync(_shop.ConductorOver(new KilledLedger(_shop.Ledger, kill), new KilledDeployer(_shop.Deployer, kill)), package);
        await UntilAsync(here => here.Rollout is { Step: 1 });
        kill.Now();
        await Assert.ThrowsAsync<KilledException>(() => promotion);
    }

    // Whoever has the ledger and the plan comes to the same verdict.
    private async Task JudgedAgainAsync()
    {
        Trial trial = Trial.Of(Plan);
        ExposureJudged[] judged = [.. (await _shop.Ledger.ReadAsync(Cancellation)).Where(entry => entry.Type == EntryType.ExposureJudged).Select(entry => ExposureJudged.Read(entry.Data))];
        foreach (ExposureJudged step in judged)
        {
            trial = step.Looks.Aggregate(trial.Enter(), (known, look) => known.With(look));
            Assert.Equal((step.Finding, step.Line), (trial.Verdict().Finding, trial.Verdict().Line));
        }

        Assert.Equal(2, judged.Length);
    }

    private async Task UntilAsync(Func<EnvironmentState, bool> isSo)
    {
        while (!isSo(await _shop.HereAsync()))
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
    }

    private async Task SaidAsync(string beginning)
    {
        while (Said(beginning.Trim()).Length == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
    }

    private string[] Said(params string[] words)
    {
        lock (_said)
            return [.. _said.Select(line => line.Trim().Split(' ')[0]).Where(words.Contains)];
    }
}
