using System.Collections.Immutable;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Governing;

public sealed class PruningTests
{
    private readonly Hearing _hearing = new();

    [Fact]
    public void What_nothing_needs_is_deleted_and_everything_says_why()
    {
        foreach (char package in "abcdefgh")
            _hearing.Seal(package, $"1.{package - 'a'}.0");
        foreach (char package in "bcde")
            Deploy(package, "production");
        Deploy('f', "staging");
        _hearing.Append(Facts.Draft(EntryType.CandidateNamed) with { PackageId = Facts.Id('a'), Version = "1.0.0", Data = Data(new CandidateNamed("1.0.0-rc.1")) });
        _hearing.Append(Facts.Draft(EntryType.PublishStarted) with { PackageId = Facts.Id('g'), Version = "1.6.0", Data = Data(new PublishStarted("pages", "/srv/pages", [])) });
        PruneWish wish = Wish("abcdefghz", keep: 1, waysBack: 1);

        ImmutableArray<PackageFate> fates = PackageFate.Of(wish, _hearing.State);
        Ruling ruling = _hearing.Hear(occasion => Pruning.Decide(wish, occasion));
        Ruling again = _hearing.Hear(occasion => Pruning.Decide(wish, occasion));

        Golden.Match(
        [
            .. PruneText.Render(fates, 80, new Palette(false)), PruneText.Summary(fates, 12_345_678),
            .. ruling.Drafts.Select(draft => $"{draft.Fact.Type} {draft.Subject.PackageId![..12]} {draft.Subject.Version} {string.Join(' ', draft.Fact.Write())}"),
            $"again: {again.Drafts.Length} recorded", .. PackageFate.Of(wish, _hearing.State).Where(fate => !fate.IsKept).Select(PruneText.Plan),
            PruneJson.Of(fates, new Dictionary<string, long> { [Facts.Id('b')] = 5 }),
        ]);
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("0", 0)]
    [InlineData("12", 12)]
    [InlineData("-1", null)]
    [InlineData("all", null)]
    public void How_many_are_kept_is_typed_or_stands_in_the_policy(string? typed, int? expected)
    {
        PruneWish Wish() => Pruning.WishOf([], typed, new PackagesPolicy { Keep = 7, WaysBack = 2 });

        if (expected is { } keep)
            Assert.Equal((keep, 2), (Wish().Keep, Wish().WaysBack));
        else
            Assert.Equal("SLP1639", Assert.Single(Assert.Throws<FaultException>(Wish).Faults).Code);
    }

    [Fact]
    public void A_package_that_is_sealed_again_is_there_again()
    {
        _hearing.Seal('a', "1.0.0");
        _hearing.Append(Facts.Draft(EntryType.PackagePruned) with { PackageId = Facts.Id('a') });
        Assert.NotNull(_hearing.State.Packages[Facts.Id('a')].Pruned);

        _hearing.Seal('a', "1.0.0");

        Assert.Null(_hearing.State.Packages[Facts.Id('a')].Pruned);
    }

    [Property(MaxTest = 300)]
    public void No_way_back_and_nothing_that_serves_is_ever_deleted(byte[] steps, byte keep, byte waysBack)
    {
        var hearing = new Hearing();
        foreach (char package in "abcdef")
            hearing.Seal(package, "1.0.0");
        foreach (byte step in steps.Take(40))
            Deploy(hearing, (char)('a' + (step % 6)), step % 2 == 0 ? "staging" : "production", isBack: step % 5 == 0);

        ReleaseState state = hearing.State;
        string[] deleted = [.. PackageFate.Of(Wish("abcdef", keep % 4, 1 + (waysBack % 3)), state).Where(fate => !fate.IsKept).Select(fate => fate.PackageId)];

        Assert.All(state.Environments.Values, here =>
        {
            Assert.DoesNotContain(here.Current?.PackageId, deleted);
            Assert.DoesNotContain(here.RollbackTarget?.PackageId, deleted);
        });
        Assert.InRange(deleted.Length, 0, 6 - (keep % 4));
    }

    private static PruneWish Wish(string stored, int keep, int waysBack) => new([.. stored.Select(Facts.Id)], keep, waysBack);

    private static ImmutableSortedDictionary<string, string> Data(Fact fact) => fact.Write().ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);

    private void Deploy(char package, string environment) => Deploy(_hearing, package, environment, isBack: false);

    private static void Deploy(Hearing hearing, char package, string environment, bool isBack)
    {
        foreach (Entry entry in isBack ? Histories.RolledBack(package, environment) : Histories.Deployed(package, environment))
            hearing.Append(entry);
    }
}
