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
        Assert.Equal(isFine ? null : "SLP2603", SmokeJudge.JudgeReadiness(Ready.Contract(), new ProbeAnswer(status, $"{{\"packageId\":\"{Facts.Id(package)}\"}}"), Facts.Id('a'), "here")?.Code);

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(302, "GET /health answered 302, any 2xx is wanted")]
    [InlineData(0, "GET /health got no answer: Healthy")]
    public void A_status_is_enough_where_the_service_chose_that(int status, string? cause)
    {
        var fault = SmokeJudge.JudgeReadiness(Ready.Status("/health"), new ProbeAnswer(status, "Healthy"), Facts.Id('a'), "here");

        Assert.Equal((cause is null ? null : "SLP2604", cause), (fault?.Code, fault?.Cause));
    }

    [Fact]
    public void Nothing_is_asked_of_answers_where_the_log_or_the_process_tells()
    {
        Assert.Null(SmokeJudge.JudgeReadiness(Ready.LogLine("up"), new ProbeAnswer(500, ""), Facts.Id('a'), "here"));
        Assert.Null(SmokeJudge.JudgeReadiness(Ready.AliveFor(TimeSpan.FromSeconds(1)), new ProbeAnswer(500, ""), Facts.Id('a'), "here"));
    }

    [Theory]
    [InlineData("0002-b", "0002-b", Health.Healthy, null)]
    [InlineData("0001-a", "0002-b", Health.Healthy, "SLP2605")]
    [InlineData("0002-b", "0001-a", Health.Healthy, "SLP2606")]
    [InlineData("0002-b", "0002-b", Health.Ended, "SLP2606")]
    [InlineData("0002-b", "0002-b", Health.Unhealthy, "SLP2606")]
    public void Who_does_not_say_its_name_is_known_by_front_door_and_process(string live, string running, Health health, string? code)
    {
        var seen = new Observation(1, live, Facts.Id('a'), [new InstanceObservation(running, Facts.Id('a'), "storefront", 4711, health, "")]);

        Assert.Equal(code, SmokeJudge.JudgeProcess(Facts.Manifest().Services[0], seen, "0002-b", "here")?.Code);
    }
}
