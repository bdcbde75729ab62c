using Slipway.Fakes;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Smoke;

namespace Slipway.Tests.Releases.Smoke;

public sealed class SmokeJudgeTests
{
    private static readonly SmokeCheck Check = new("/shop", 200, "Welcome");

    [Theory]
    [InlineData(200, "… Welcome …", null, null)]
    [InlineData(500, "Welcome", "SLP2601", "GET /shop answered 500, 200 is wanted")]
    [InlineData(0, "connection refused", "SLP2601", "GET /shop got no answer: connection refused")]
    [InlineData(200, "welcome", "SLP2602", "GET /shop answered without 'Welcome'")]
    public void An_answer_is_compared_with_what_must_come(int status, string body, string? code, string? cause)
    {
        var fault = SmokeJudge.Judge(Check, new ProbeAnswer(status, body), "here");

        Assert.Equal((code, cause), (fault?.Code, fault?.Cause));
    }

    [Fact]
    public void A_check_that_wants_another_status_is_content_with_it_and_without_a_text() =>
        Assert.Null(SmokeJudge.Judge(new SmokeCheck("/gone", 410), new ProbeAnswer(410, ""), "here"));

    [Theory]
    [InlineData(200, 'a', true)]
    [InlineData(200, 'b', false)]
    [InlineData(503, 'a', false)]
    public void The_front_door_must_answer_as_the_package(int status, char package, bool isFine) =>
        Assert.Equal(isFine ? null : "SLP2603", SmokeJudge.JudgeIdentity(Facts.Manifest().Services[0], new ProbeAnswer(status, $"{{\"packageId\":\"{Facts.Id(package)}\"}}"), Facts.Id('a'), "here")?.Code);
}
