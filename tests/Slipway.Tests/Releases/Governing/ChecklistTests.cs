using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Releases.Policies;

namespace Slipway.Tests.Releases.Governing;

public sealed class ChecklistTests
{
    private readonly Hearing _hearing = new()
    {
        Policy = Hearing.Signed with
        {
            Checklist =
            [
                new ChecklistItem { Id = "told", Text = "support is told", Phase = ChecklistPhase.Planning },
                new ChecklistItem { Id = "docs", Text = "the manual is written", Phase = ChecklistPhase.Planning, Role = "writer" },
                new ChecklistItem { Id = "runs", Text = "it runs", Phase = ChecklistPhase.Testing, Gate = "smoke" },
            ],
            Scenarios = ["checkout as guest"],
        },
    };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        var told = new TickWish("production", Facts.Id('a'), "told", null, null);
        Party ada = Hearing.Known("ada");

        Golden.Match(_hearing.Hear(
        [
            (ada, told with { Item = "tolt" }), (ada, told with { Item = "runs" }), (ada, told with { Result = "maybe" }), (Hearing.Ghost, told), (ada, told with { Item = "docs" }), (ada, told),
            (ada, told with { Item = "uat" }), (ada, told with { Item = "uat", Result = "fail", Reason = "the button is gone" }), (ada, told with { Item = "restore-drill", Reason = "restored on a copy" }),
            (ada, told with { Item = "scenario:checkout as guest" }),
        ],
        Checklist.Decide));
    }
}
