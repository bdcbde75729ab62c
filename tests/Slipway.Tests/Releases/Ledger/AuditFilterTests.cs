using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>What is asked of the ledger, and what is asked amiss.</summary>
public sealed class AuditFilterTests
{
    private static readonly AuditFilter All = new(null, null, null, null, null);

    private static readonly ImmutableArray<Entry> Entries = [.. Fakes.Facts.Ledger(Histories.Deployed('a', "staging"))];

    [Fact]
    public void Nothing_asked_is_everything_and_nothing_is_mistyped()
    {
        Assert.All(Entries, entry => Assert.True(All.Holds(entry)));
        Assert.Empty(All.Mistyped(Entries, []));
    }

    [Theory]
    [InlineData("deploy", true)]
    [InlineData("deploy.completed", true)]
    [InlineData("deploy.com", false)]
    public void A_kind_is_asked_for_whole_or_by_its_family(string type, bool isThere) =>
        Assert.Equal(isThere, Entries.Any((All with { Type = type }).Holds));

    [Fact]
    public void What_exists_nowhere_is_told_each_with_what_was_meant()
    {
        AuditFilter amiss = new("stagin", "ffff", "deploi", "zoe@example.org", null);

        ImmutableArray<Fault> faults = amiss.Mistyped(Entries, ["staging", "production"]);

        Assert.Equal(["--environment", "--package", "--type", "--actor"], faults.Select(fault => fault.Place));
        Assert.All(faults, fault => Assert.Equal("SLP2610", fault.Code));
        Assert.Equal("did you mean staging?", faults[0].Mend);
        Assert.Equal("did you mean deploy?", faults[2].Mend);
    }

    [Fact]
    public void A_part_that_finds_nothing_is_told_however_close_it_is()
    {
        string id = Fakes.Facts.Id('a');

        Assert.Empty((All with { Package = id[..4] }).Mistyped(Entries, []));
        Assert.Equal("--package", Assert.Single((All with { Package = id[..20] + "0" }).Mistyped(Entries, [])).Place);
        Assert.Empty((All with { Actor = "ada" }).Mistyped(Entries, []));
    }

    [Fact]
    public void The_kinds_that_are_known_are_all_there_are()
    {
        IEnumerable<object?> declared = typeof(EntryType).GetFields().Where(field => field.IsLiteral).Select(field => field.GetRawConstantValue());

        Assert.Equal(declared.Cast<string>().Order(StringComparer.Ordinal), EntryType.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_known_and_never_happened_is_no_mistake()
    {
        Assert.Empty((All with { Type = "approval", Environment = "production" }).Mistyped(Entries, ["staging", "production"]));
        Assert.Empty((All with { Type = "risk.opened" }).Mistyped([], []));
    }
}
