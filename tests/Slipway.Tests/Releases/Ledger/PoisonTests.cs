using System.Collections.Immutable;
using System.Reflection;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Replaying;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>Whoever may append may append anything. One such entry stops no verb: what cannot be meant is passed over, by the fold and by everybody who reads entries.</summary>
public sealed class PoisonTests
{
    private static readonly string[] Types = [.. typeof(EntryType).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void No_entry_of_any_kind_and_shape_keeps_anybody_from_reading()
    {
        ImmutableArray<Entry> sound = Facts.Ledger([.. Histories.Deployed('a', "staging"), .. Histories.Deployed('a', "production"), .. Histories.Deployed('b', "staging")]);
        Assert.InRange(Types.Length, 50, 100);
        foreach (string type in Types)
        {
            foreach (Entry poison in Shapes(type))
            {
                ImmutableArray<Entry> entries = Facts.Ledger([.. sound, poison, .. Histories.Deployed('c', "staging"), poison]);
                Exception? thrown = Record.Exception(() => ReadAll(entries));
                Assert.True(thrown is null, $"{type} with package '{poison.PackageId}', deployment '{poison.DeploymentId}', data {string.Join(',', poison.Data)}: {thrown}");
                Assert.Equal(Facts.Id('c'), ReleaseState.Fold(entries).In("staging").Current?.PackageId == Facts.Id('c') || poison.IsSound ? Facts.Id('c') : "lost");
            }
        }
    }

    private static IEnumerable<Entry> Shapes(string type)
    {
        ImmutableSortedDictionary<string, string>[] datas =
        [
            ImmutableSortedDictionary<string, string>.Empty,
            Data("0"), Data(""), Data("-1"), Data("99999999999999999999"), Data("9999-99-99T99:99"), Data("\u202e\e[2J"), Data("{}"), Data("a b c"),
        ];
        foreach (var data in datas)
        {
            yield return Facts.Draft(type) with { Data = data };
            yield return Facts.Draft(type, "staging") with { PackageId = "ab", Version = "1", DeploymentId = "x", Data = data };
            yield return Facts.Draft(type, "staging") with { PackageId = "", Version = "", DeploymentId = "", Data = data };
            yield return Facts.Draft(type, "nowhere") with { PackageId = Facts.Id('f'), Version = "not a version", DeploymentId = "0001", Data = data };
            yield return Facts.Draft(type, "staging") with { Utc = DateTimeOffset.MinValue.AddYears(1), PackageId = Facts.Id('f'), DeploymentId = "0009-ffffffffffff", Data = data };
        }
    }

    private static ImmutableSortedDictionary<string, string> Data(string value) => new[]
    {
        "id", "kind", "tree", "title", "severity", "reason", "start", "end", "zone", "due", "since", "hours", "covers", "approvals", "policy", "facts", "statement", "signature", "commits", "count",
        "issues", "score", "days", "value", "total", "failed", "skipped", "percent", "marks", "left", "failing", "times", "authors", "commit", "gate", "verdict", "from", "by", "name", "result", "port", "step", "phase",
        "milliseconds", "digest", "text", "part", "parts", "what", "validUntil", "profile", "risk", "exceptions",
    }.ToImmutableSortedDictionary(name => name, _ => value);

    private static void ReadAll(ImmutableArray<Entry> entries)
    {
        ReleaseState state = ReleaseState.Fold(entries);
        _ = state.Governance.OpenActions.Count() + state.Governance.OpenRisks.Count();
        foreach (ExceptionRecord exception in state.Governance.Exceptions.Values)
            _ = exception.StateAt(Facts.Noon);
        _ = FreezeCalendar.Judge([.. state.Governance.Freezes.Values.Select(DeclaredFreeze.Of)], "staging", Facts.Noon);
        _ = HistoryLine.Of(entries, null);
        ReleaseHistory history = ReleaseHistory.Of(entries);
        _ = DeliveryMetrics.Of(history, [.. Facts.Lane.Select(environment => environment.Name)], Facts.Noon.AddDays(1));
        _ = Replay.Of(entries, ImmutableDictionary<string, Slipway.Releases.Packages.Manifest>.Empty, _ => true, SignatureAnswers.None);
        _ = SignatureAudit.Of(entries, SignatureAnswers.None);
        _ = CheckpointText.Write(new Checkpoint(LedgerMark.Start, state));
    }
}
