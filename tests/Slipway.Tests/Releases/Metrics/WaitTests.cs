using Slipway.Releases.Facts;
using Slipway.Releases.Metrics;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>Where releases wait, in hours counted by hand.</summary>
public sealed class WaitTests
{
    private const double Hour = 3600;

    // Sealed at 1, staged at 3, asked at 4 and again at 5, approved at 8 and 9, deployed at 11.
    private static Chronicle Governed => new Chronicle()
        .Says(EntryType.CandidateSealed, 1, 'a', null).Deploys('a', 3, "staging")
        .Says(EntryType.ApprovalRequested, 4, 'a').Says(EntryType.ApprovalRequested, 5, 'a').Says(EntryType.ApprovalGranted, 8, 'a').Says(EntryType.ApprovalGranted, 9, 'a')
        .Deploys('a', 11);

    [Theory]
    [InlineData("wait_sealed_to_front", 2)]
    [InlineData("wait_front_to_requested", 1)]
    [InlineData("wait_requested_to_approved", 5)]
    [InlineData("wait_approved_to_deployed", 2)]
    [InlineData("wait_front_to_deployed", 8)]
    [InlineData("approval_wait", 4)]
    public void Each_wait_lies_between_two_facts(string key, double hours)
    {
        Measure wait = Governed.Measured(20)[key];

        Assert.Equal((hours * Hour, hours * Hour, 1, true), (wait.Value, wait.P90, wait.N, wait.IsTooFew));
    }

    [Fact]
    public void The_first_environment_waits_from_the_sealing()
    {
        EnvironmentMeasures staging = Governed.Measured(20, 90, "staging");

        Assert.Equal(2 * Hour, staging["wait_front_to_deployed"].Value);
        Assert.Throws<KeyNotFoundException>(() => staging["wait_sealed_to_front"]);
    }

    [Fact]
    public void Sealing_the_same_bytes_again_starts_no_new_wait() =>
        Assert.Equal(2 * Hour, Governed.Says(EntryType.CandidateSealed, 12, 'a', null).Measured(20)["wait_sealed_to_front"].Value);

    [Fact]
    public void Consent_without_a_wish_and_a_wish_without_consent_are_no_wait()
    {
        EnvironmentMeasures measures = new Chronicle().Says(EntryType.ApprovalGranted, 1, 'a').Says(EntryType.ApprovalRequested, 2, 'b').Deploys('a', 3).Measured(10);

        Assert.Equal((0, 0, 2 * Hour), (measures["approval_wait"].N, measures["wait_requested_to_approved"].N, measures["wait_approved_to_deployed"].Value));
    }
}
