using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class ConsentTests
{
    private readonly Hearing _hearing = new()
    {
        Policy = Hearing.Named with
        {
            People = Hearing.Named.People.Add("cyd", new Person("Cyd", ["cyd@example.org"], [], ["qa"])),
            Approvals = new ApprovalPolicy { NotAuthor = true },
            Profiles = Enum.GetValues<ReleaseProfile>().ToImmutableSortedDictionary(profile => profile, _ => new ProfilePolicy { Approvals = [new ApprovalRule("qa", 2)], ApprovalHours = 72 }),
        },
    };

    private static readonly Party Ada = Hearing.Known("ada");
    private static readonly Party Ben = Hearing.Known("ben");
    private static readonly Party Cyd = Hearing.Known("cyd");

    public ConsentTests() => _hearing.Append(Facts.Draft(EntryType.CandidateSealed) with
    {
        PackageId = Facts.Id('a'), Version = "1.0.0", Data = ImmutableSortedDictionary<string, string>.Empty.Add("authors", "ada@example.org"),
    });

    [Fact]
    public void What_is_done_and_what_is_refused() => Golden.Match(
    [
        .. _hearing.Hear<ConsentWish>(
        [
            (Cyd, new ConsentWish.Reject("production", Facts.Id('a'), null)), (Hearing.Ghost, new ConsentWish.Reject("production", Facts.Id('a'), "too early")),
            (Cyd, new ConsentWish.Reject("production", Facts.Id('a'), "too early")),
        ],
        Consent.Decide),
        .. Approve(Cyd),
        .. _hearing.Hear<ConsentWish>(
        [
            (Ben, new ConsentWish.Reopen("production", Facts.Id('a'), "late enough")), (Cyd, new ConsentWish.Reopen("production", Facts.Id('a'), null)),
            (Cyd, new ConsentWish.Reopen("production", Facts.Id('a'), "late enough")), (Cyd, new ConsentWish.Countersign("production", Facts.Id('a'), "seen")),
        ],
        Consent.Decide),
        .. Approve(Hearing.Ghost), .. Approve(Ada), .. Approve(Ben), .. Approve(Cyd, hours: "soon"), .. Approve(Cyd, hours: "8"), .. Approve(Cyd), .. Approve(Cyd, environment: "staging"),
    ]);

    [Fact]
    public void An_emergency_is_signed_afterwards_by_somebody_who_took_no_part()
    {
        Entry emergency = _hearing.Append(Facts.Draft(EntryType.DeployStarted, "production", 'a', ("profile", "emergency")));
        var seen = new ConsentWish.Countersign("production", Facts.Id('a'), "seen");

        Golden.Match(_hearing.Hear<ConsentWish>([(Ada, seen), (Ben, seen), (Cyd, seen)], Consent.Decide));

        Assert.Contains(emergency.Hash, _hearing.State.Governance.Countersigned.Keys);
    }

    [Fact]
    public void What_was_done_is_said()
    {
        _hearing.Who = Cyd;
        Ruling approved = _hearing.Hear(occasion => Consent.Decide(Wish(), occasion));
        Ruling rejected = _hearing.Hear(occasion => Consent.Decide(new ConsentWish.Reject("production", Facts.Id('a'), "too early"), occasion));
        Ruling reopened = _hearing.Hear(occasion => Consent.Decide(new ConsentWish.Reopen("production", Facts.Id('a'), "late enough"), occasion));
        Ruling planned = _hearing.Hear(occasion => Consent.Decide(new PlanWish(Request(), null, null), occasion));

        Golden.Match([.. new[] { approved, rejected, reopened }.SelectMany(ConsentText.Answer), .. ConsentText.Plan(planned)]);
    }

    private IEnumerable<string> Approve(Party who, string? hours = null, string environment = "production")
    {
        _hearing.Who = who;
        Ruling ruling = _hearing.Hear(occasion => Consent.Decide(Wish(hours, environment), occasion));
        return [$"{who.Address}: approve for {environment}, hours {hours}", .. Hearing.Told(ruling).Select(line => ruling is Ruling.Recorded ? line.Split("plan=")[0] : line)];
    }

    private ApproveWish Wish(string? hours = null, string environment = "production") => new(Request(environment), Assessor.Assess(Request(environment)), null, hours, null);

    private DeployRequest Request(string environment = "production") => new()
    {
        State = _hearing.State, Lane = Facts.Lane, Environment = Facts.Lane.Single(one => one.Name == environment), PackageId = Facts.Id('a'), Manifest = Facts.Manifest(), Policy = _hearing.Policy, Now = _hearing.Now,
    };
}
