using Slipway.Fakes;
using Slipway.Fakes.Forge;
using Slipway.GitHub.Releases;
using Slipway.Releases.Publishing;
using Slipway.Tests.Delivery.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.GitHub.Releases;

/// <summary>GitHub on a bad day: every request of a publication, each kind of mischief. Nobody ever sees half a release, no limit is met too early, and one rerun is enough.</summary>
public sealed class GitHubTroubleTests : IDisposable
{
    private readonly HastyClock _clock = new();
    private readonly ServedGitHub _forge;
    private readonly TempFolder _files = new();

    public GitHubTroubleTests() => _forge = new(_clock);

    public static TheoryData<Mischief> All => [.. Enum.GetValues<Mischief>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Destination.GitHub Destination => new("github", ServedGitHub.Repository) { Api = _forge.Api };

    public void Dispose()
    {
        _forge.Dispose();
        _files.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_happens_at_any_request_the_release_is_whole_or_hidden(Mischief mischief)
    {
        Publication publication = Shipment.Make(_files.Path / "files", packages: 2);
        int requests = 0, runs = 0;
        for (int at = 0; at <= requests; at++)
        {
            _forge.Clear();
            int here = at;
            _forge.Plays = (number, _) => here > 0 && number == here ? mischief : null;
            bool isDone = false;
            for (int run = 0; run < 2 && !isDone; run++, runs++)
                isDone = await TryPublishAsync(publication);
            if (at == 0)
                requests = _forge.Requests;

            Assert.True(isDone, $"{mischief} at request {at} is not mended by one rerun");
            Assert.Equal(publication.Files.Select(file => file.Name).Order(StringComparer.Ordinal), _forge.ShownWith[publication.Tag]);
            Assert.Single(_forge.Releases, release => release.Tag == publication.Tag && !release.IsDraft);
            Assert.Equal((0, 0), (_forge.TooEarly, _forge.Crowded));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{mischief}: {requests} requests, {runs} runs");
        Assert.InRange(requests, 15, 100);
    }

    [Fact]
    public async Task Limit_upon_limit_is_waited_for_and_an_endless_one_is_told()
    {
        Publication publication = Shipment.Make(_files.Path / "files", packages: 1);
        _forge.Plays = (number, _) => (number % 3) switch { 0 => Mischief.LimitsFor, 1 when number % 2 == 0 => Mischief.Limits, _ => null };
        Assert.True(await TryPublishAsync(publication));
        Assert.Equal(0, _forge.TooEarly);

        _forge.Plays = (_, _) => Mischief.LimitsUntil;
        FaultException told = await Assert.ThrowsAsync<FaultException>(() => PublishAsync(publication));
        Assert.Equal("SLP4404", told.Faults.Single().Code);
        Assert.Equal(0, _forge.TooEarly);
    }

    [Fact]
    public async Task A_forge_that_gives_no_answer_is_named()
    {
        _forge.Plays = (_, _) => Mischief.Cuts;

        FaultException told = await Assert.ThrowsAsync<FaultException>(() => PublishAsync(Shipment.Make(_files.Path / "files", packages: 1)));

        Assert.Equal((ExitCode.Failed, "SLP4402"), (told.ExitCode, told.Faults.Single().Code));
    }

    private async Task<bool> TryPublishAsync(Publication publication)
    {
        try
        {
            await PublishAsync(publication);
            return true;
        }
        catch (FaultException)
        {
            return false;
        }
    }

    private async Task PublishAsync(Publication publication)
    {
        var place = new GitHubDestination(Destination, _ => ServedGitHub.Token, _clock, _ => { });
        DestinationPlan plan = DestinationPlan.Of(Destination, publication, await place.ProbeAsync(publication, Cancellation));
        await place.OpenAsync(publication, Cancellation);
        foreach (PublishedFile file in plan.Lacking)
            await place.UploadAsync(publication, file, Cancellation);
        plan = DestinationPlan.Of(Destination, publication, await place.ProbeAsync(publication, Cancellation));
        Assert.True(plan.IsWhole);
        await place.RevealAsync(publication, Cancellation);
    }
}
