using System.Collections.Immutable;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Deciding;

/// <summary>What was live where the build says may be published, and nothing else.</summary>
public sealed class PublishJudgeTests
{
    private static readonly Destination Site = new Destination.Folder("site", "/srv/site");
    private static readonly ReleasePolicy Policy = new() { Gates = new GatePolicy { MinimumTests = 0 } };
    private static readonly Manifest Manifest = Facts.Manifest("1.0.0");

    [Fact]
    public void What_is_live_in_the_last_environment_is_meant_and_may_be_published()
    {
        PublishWish wish = Wish(Sealed('a'), Live("staging", 'a'), Live("production", 'a'), Sealed('b'), Live("staging", 'b'));

        Assert.Equal(Facts.Id('a'), PublishJudge.Meant(wish));
        Assert.Null(PublishJudge.Judge(wish, Facts.Id('a'), Manifest));
    }

    [Fact]
    public void What_was_only_staged_goes_to_those_who_take_what_is_staged()
    {
        PublishWish wish = Wish(Sealed('b'), Live("staging", 'b'));
        PublishWish preview = wish with { Destinations = [new Destination.Folder("preview", "/srv/preview") { LiveIn = "staging" }] };

        Assert.Equal((ExitCode.GateFailed, "SLP2301"), (PublishJudge.Judge(wish, Facts.Id('b'), Manifest)!.ExitCode, PublishJudge.Judge(wish, Facts.Id('b'), Manifest)!.Faults[0].Code));
        Assert.Contains("was never deployed to production", PublishJudge.Judge(wish, Facts.Id('b'), Manifest)!.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(Facts.Id('b'), PublishJudge.Meant(preview));
        Assert.Null(PublishJudge.Judge(preview, Facts.Id('b'), Manifest));
    }

    [Fact]
    public void What_is_live_no_more_may_be_published_and_what_was_barred_may_not()
    {
        PublishWish wish = Wish(Sealed('a'), Live("production", 'a'), Sealed('b'), Live("production", 'b'));
        Entry barred = Facts.Draft(EntryType.ReleaseBlocked, "production", 'a', ("reason", "it loses orders"));

        Assert.Null(PublishJudge.Judge(wish, Facts.Id('a'), Manifest));
        Fault fault = Assert.Single(PublishJudge.Judge(Wish(Sealed('a'), Live("production", 'a'), barred), Facts.Id('a'), Manifest)!.Faults);
        Assert.Contains("barred in production: it loses orders", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_belongs_to_other_bytes_is_not_published_again()
    {
        PublishWish wish = Wish(Sealed('a'), Live("production", 'a'), Facts.Draft(EntryType.VersionTagged) with { PackageId = Facts.Id('b'), Version = "1.0.0" });

        Assert.Contains("belongs to package bbbbbbbbbbbb for good", PublishJudge.Judge(wish, Facts.Id('a'), Manifest)!.Faults.Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_freeze_stops_it_and_not_what_was_begun_before()
    {
        Entry frozen = Facts.Draft(EntryType.FreezeDeclared, "production") with
        {
            Data = new FreezeDeclared("gala", new LocalDateTime(2026, 3, 1, 0, 0), new LocalDateTime(2026, 4, 1, 0, 0), "Etc/UTC", "the gala").Write().ToImmutableSortedDictionary(item => item.Name, item => item.Value),
        };
        Entry begun = Facts.Draft(EntryType.PublishStarted) with
        {
            PackageId = Facts.Id('a'), Version = "1.0.0", Data = new PublishStarted("site", "", ["One"]).Write().ToImmutableSortedDictionary(item => item.Name, item => item.Value),
        };

        PublishRefusal refusal = PublishJudge.Judge(Wish(Sealed('a'), Live("production", 'a'), frozen), Facts.Id('a'), Manifest)!;

        Assert.Equal((ExitCode.Frozen, "SLP4315"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
        Assert.Null(PublishJudge.Judge(Wish(Sealed('a'), Live("production", 'a'), begun, frozen), Facts.Id('a'), Manifest));
    }

    [Fact]
    public void Without_environments_what_was_sealed_last_is_meant_unless_its_source_cannot_be_found()
    {
        PublishWish wish = Wish(Sealed('a'), Sealed('b')) with { Lane = [] };
        Manifest dirty = Manifest with { Source = Manifest.Source with { IsDirty = true } };

        Assert.Equal(Facts.Id('b'), PublishJudge.Meant(wish));
        Assert.Null(PublishJudge.Judge(wish, Facts.Id('b'), Manifest));
        Assert.Equal("SLP4317", Assert.Single(PublishJudge.Judge(wish, Facts.Id('b'), dirty)!.Faults).Code);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        PublishWish wish = Wish() with { Destinations = [Site, new Destination.Folder("site", "/srv/other"), new Destination.Folder("new", "/srv/new") { LiveIn = "prodction" }] };

        PublishRefusal refusal = PublishJudge.Judge(wish, Facts.Id('a'), Manifest)!;

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Equal(["SLP4313", "SLP4314", "SLP4316", "SLP2301", "SLP2302"], refusal.Faults.Select(fault => fault.Code));
        Assert.Contains("production", refusal.Faults[1].Mend, StringComparison.Ordinal);
        Assert.Equal("SLP4311", PublishJudge.NoneMeant(Wish()).Code);
        Assert.Equal("SLP4312", PublishJudge.NoneMeant(Wish() with { Lane = [] }).Code);
    }

    private static PublishWish Wish(params Entry[] entries) => new(ReleaseState.Fold(Facts.Ledger(entries)), Facts.Lane, [Site], Policy, Facts.Noon);

    private static Entry Sealed(char package) => Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id(package), Version = "1.0.0" };

    private static Entry Live(string environment, char package) => Facts.Draft(EntryType.DeployCompleted, environment, package);
}
