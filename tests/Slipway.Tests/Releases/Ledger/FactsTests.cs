using System.Collections.Immutable;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Facts;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>What a fact says in its line stays as it is for good: lines that were written are signed, chained and never written again.</summary>
public sealed class FactsTests
{
    /// <summary>One of every kind that governs.</summary>
    internal static ImmutableArray<Fact> One { get; } =
    [
        new RiskOpened("R-1", "orders are lost", Severity.Critical, "ada", "a second database"),
        new RiskOpened("R-2", "a typo", Severity.Low, "ben", "", new DateOnly(2026, 12, 10)),
        new RiskAccepted("R-2", "nobody minds"),
        new RiskClosed("R-1", "it is there"),
        new ExceptionRequested("EX-1", "ship it", ["freeze", "soak"], "customers wait", "low", "review", 24),
        new ExceptionGranted("EX-1"),
        new ExceptionClosed("EX-1", "reviewed"),
        new FreezeDeclared("gala", new LocalDateTime(2026, 12, 20, 18, 0), new LocalDateTime(2027, 1, 2, 8, 0), "Europe/Stockholm", "the gala"),
        new FreezeLifted("gala", "it is over"),
        new FreezeOverridden("EX-1"),
        new IncidentOpened("INC-1", "slow", Severity.High, new DateTimeOffset(2026, 3, 14, 9, 30, 0, TimeSpan.Zero), "a call"),
        new IncidentLinked("INC-1", ""),
        new IncidentResolved("INC-1", "taken back"),
        new ActionOpened("A-1", "measure it", "ben", new DateOnly(2026, 12, 1)),
        new ActionClosed("A-1", "a probe does"),
        new CandidateNamed("1.4.0-rc.1"),
        new CandidateSuperseded(Facts.Id('b'), "a better one"),
        new ChecklistChecked("uat", CheckResult.Fail, "the button is gone"),
        new SurveyAnswered(4, "support", "a calm day"),
        new PlanApproved("plan"),
        new ApprovalGranted("qa", "plan"),
        new ApprovalRejected("too early"),
        new ApprovalReopened("late enough"),
        new ApprovalRefused("ada", "ada wrote it"),
        new ApprovalRequested("plan", "1 of qa"),
        new ApprovalVoided(Facts.Id('c'), "it expired"),
        new EmergencyCountersigned(Facts.Id('d')),
        new PolicySigned("{}"),
        new PlanReached("1.4.0/docs", "printed"),
        new ReleaseClosed("done"),
        new ReleaseUnblocked("it was the cable"),
        new PublishRefused(3, "One.nupkg is at feed with other content"),
        new PublishStarted("github", "https://github.com/octo/shop/releases", ["One.nupkg", "SHA256SUMS"]),
        new PublishCompleted("site", "", [$"One.nupkg={Facts.Id('a')}", $"SHA256SUMS={Facts.Id('b')}"]),
        new PublishFailed("github", "GitHub gave no answer"),
    ];

    [Fact]
    public void Every_fact_is_written_as_it_always_was() =>
        Golden.Match(One.Select(fact => $"{fact.Type}  {string.Join("  ", Data(fact).Select(item => $"{item.Key}={item.Value}"))}"));

    [Fact]
    public void What_was_written_is_read_as_the_same()
    {
        foreach (Fact fact in One)
            Assert.Equal(Data(fact), Data(ReadFact.Of(fact.Type, Data(fact))!));
    }

    [Fact]
    public void An_entry_without_a_word_is_read_all_the_same()
    {
        foreach (string type in One.Select(fact => fact.Type).Distinct())
            Assert.Equal(type, ReadFact.Of(type, ImmutableSortedDictionary<string, string>.Empty)?.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("urgent")]
    [InlineData("3")]
    [InlineData("HIGH")]
    public void A_severity_that_is_none_is_the_worst(string text)
    {
        Assert.Equal(Severity.Critical, RiskOpened.Read(Data(("severity", text))).Severity);
        Assert.Equal(Severity.Critical, IncidentOpened.Read(Data(("severity", text))).Severity);
    }

    [Theory]
    [InlineData("", 24)]
    [InlineData("soon", 24)]
    [InlineData("-1", 24)]
    [InlineData("99999999", 24)]
    [InlineData("8", 8)]
    public void An_exception_without_a_sensible_time_holds_a_day(string text, int hours) =>
        Assert.Equal(hours, ExceptionRequested.Read(Data(("hours", text))).Hours);

    private static ImmutableSortedDictionary<string, string> Data(Fact fact) => Data([.. fact.Write()]);

    private static ImmutableSortedDictionary<string, string> Data(params (string Name, string Value)[] data) =>
        data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
}
