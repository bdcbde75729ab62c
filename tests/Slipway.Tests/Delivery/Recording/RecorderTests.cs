using Microsoft.Extensions.Time.Testing;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Tests.Delivery.Conducting;
using Slipway.Tests.Delivery.LedgerBranch;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Recording;

/// <summary>Two who govern at once: everything either was told stands, under a name of its own, and nothing ends twice.</summary>
public sealed class RecorderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_many_open_in_one_file_is_all_there_under_names_of_its_own()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(writer => Task.Run(() => OpenAsync(Recorder(new FileLedger(_folder.Path, TimeProvider.System), writer), writer, 4))));

        Check(ReleaseState.Fold(await new FileLedger(_folder.Path, TimeProvider.System).ReadAsync(Cancellation)).Governance, 16);
    }

    [Fact]
    public async Task What_two_clones_open_on_one_branch_is_all_there_under_names_of_its_own()
    {
        using var team = new TeamRemote();

        await Task.WhenAll(Enumerable.Range(1, 2).Select(writer => Task.Run(() => OpenAsync(Recorder(team.Clone($"clone{writer}"), writer), writer, 2))));

        Check(ReleaseState.Fold(await team.Clone("a-fresh-one").ReadAsync(Cancellation)).Governance, 4);
    }

    [Fact]
    public async Task What_many_end_at_once_ends_once_and_the_others_are_told()
    {
        var ledger = new FileLedger(_folder.Path, TimeProvider.System);
        await OpenAsync(Recorder(ledger, 1), 1, 1);
        Func<Occasion, Ruling>[] ends =
        [
            occasion => Risks.Decide(new RiskWish.Close("R-1", "mended"), occasion),
            occasion => Actions.Decide(new ActionWish.Close("A-1", "done"), occasion),
            occasion => Incidents.Decide(new IncidentWish.Resolve("INC-1", "over"), occasion, []),
            occasion => Freezes.Decide(new FreezeWish.Lift("party-1-1", "over"), occasion),
        ];

        foreach (Func<Occasion, Ruling> end in ends)
        {
            bool[] ended = await Task.WhenAll(Enumerable.Range(1, 4).Select(writer => Task.Run(() => IsDoneAsync(Recorder(new FileLedger(_folder.Path, TimeProvider.System), writer), end))));

            Assert.Single(ended, true);
        }
    }

    [Fact]
    public async Task A_refusal_changes_nothing()
    {
        var ledger = new FileLedger(_folder.Path, TimeProvider.System);
        await ledger.AppendAsync([Facts.Draft("ledger.opened")], Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Recorder(ledger, 1).RecordAsync(occasion => Risks.Decide(new RiskWish.Close("R-1", "x"), occasion), Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP1621"), (refused.ExitCode, refused.Faults[0].Code));
        Assert.Single(await ledger.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_ledger_that_never_stands_still_ends_the_patience()
    {
        var ledger = new OvertakenLedger(new FileLedger(_folder.Path, TimeProvider.System));
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromSeconds(25) };
        var recorder = new Recorder(JournalOf(ledger, 1), new(), new Party("ada@example.org", null, []), Unsigned, clock);

        FaultException crowded = await Assert.ThrowsAsync<FaultException>(() => recorder.RecordAsync(occasion => Risks.Decide(new RiskWish.Open("x", "low", null, null, null), occasion), Cancellation));

        Assert.Equal((ExitCode.Held, "SLP1632"), (crowded.ExitCode, crowded.Faults[0].Code));
        Assert.DoesNotContain((await ledger.ReadAsync(Cancellation)).Select(entry => entry.Type), type => type.StartsWith("risk", StringComparison.Ordinal));
    }

    private static Pen Unsigned => new(new SshKeygen(new ProcessRunner()), null);

    private static async Task OpenAsync(Recorder recorder, int writer, int each)
    {
        for (int number = 1; number <= each; number++)
        {
            string title = $"{writer} {number}";
            await recorder.RecordAsync(occasion => Risks.Decide(new RiskWish.Open(title, "low", null, null, null), occasion), Cancellation);
            await recorder.RecordAsync(occasion => Actions.Decide(new ActionWish.Open(title, null, "2999-12-31"), occasion), Cancellation);
            await recorder.RecordAsync(occasion => Incidents.Decide(new IncidentWish.Open(title, "production", "low", null, new Suspect(null, null), null), occasion, []), Cancellation);
            await recorder.RecordAsync(
                occasion => Freezes.Decide(new FreezeWish.Declare($"party-{title.Replace(' ', '-')}", null, "2999-01-01T00:00", "2999-01-02T00:00", "UTC", "a party"), occasion), Cancellation);
        }
    }

    private static async Task<bool> IsDoneAsync(Recorder recorder, Func<Occasion, Ruling> end)
    {
        try
        {
            await recorder.RecordAsync(end, Cancellation);
            return true;
        }
        catch (FaultException)
        {
            return false; // somebody else was first, and said so
        }
    }

    private static void Check(GovernanceState all, int count)
    {
        IEnumerable<string> Named(string prefix) => Enumerable.Range(1, count).Select(number => $"{prefix}-{number}").Order(StringComparer.Ordinal);
        Assert.Equal(Named("R"), all.Risks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Named("A"), all.Actions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Named("INC"), all.Incidents.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(count, all.Risks.Values.Select(risk => risk.Title).Distinct().Count());
        Assert.Equal(count, all.Freezes.Count);
    }

    private static Recorder Recorder(ILedgerStore ledger, int writer) =>
        new(JournalOf(ledger, writer), new(), new Party($"writer{writer}@example.org", null, []), Unsigned, TimeProvider.System);

    private static Journal JournalOf(ILedgerStore ledger, int writer) =>
        new(ledger, "shop", new Actor($"writer{writer}@example.org", "human"), $"run-{writer}", TimeProvider.System);
}
