using Slipway.Fakes;
using Slipway.Fakes.Contracts;
using Slipway.Fakes.Forge;
using Slipway.GitHub.Releases;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.GitHub.Releases;

/// <summary>GitHub keeps the promises of a destination, spoken to by Octokit over real HTTP.</summary>
public sealed class GitHubDestinationContractTests : DestinationContract
{
    private readonly ServedGitHub _forge;
    private readonly HastyClock _clock = new();
    private string? _token = ServedGitHub.Token;

    public GitHubDestinationContractTests() => _forge = new(_clock);

    protected override Destination Destination => new Destination.GitHub("github", ServedGitHub.Repository) { Api = _forge.Api };

    protected override IDestination Open() => new GitHubDestination((Destination.GitHub)Destination, _ => _token, _clock, _ => { });

    protected override IReadOnlyDictionary<string, byte[]> Visible(Publication publication) => _forge.Seen(publication.Tag) ?? [];

    protected override Task PutAsync(Publication publication, string name, byte[] bytes)
    {
        var release = new ServedRelease { Id = 7, Tag = publication.Tag, IsDraft = false };
        release.Assets.Add(new ServedAsset { Id = 8, Name = name, Bytes = bytes });
        _forge.Releases.Add(release);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_release_says_its_commit_its_notes_and_its_package_and_only_showing_it_makes_the_tag()
    {
        Publication publication = Make() with { Version = "1.0.0-rc.1", Tag = "v1.0.0-rc.1" };
        await Open().OpenAsync(publication, Cancellation);
        Assert.Empty(_forge.Tags);

        await PublishAsync(publication);

        ServedRelease release = Assert.Single(_forge.Releases);
        Assert.Equal((publication.Tag, publication.Commit, true, false), (release.Tag, release.Commit, release.IsPrerelease, release.IsDraft));
        Assert.StartsWith("# Notes", release.Body, StringComparison.Ordinal);
        Assert.Contains(publication.PackageId, release.Body, StringComparison.Ordinal);
        Assert.Equal(publication.Commit, _forge.Tags[publication.Tag]);
    }

    [Fact]
    public async Task An_immutable_release_is_whole_when_it_is_shown_and_one_that_is_not_is_told()
    {
        _forge.IsImmutable = true;
        Publication publication = Make();
        await PublishAsync(publication);
        Assert.True((await PlanAsync(publication)).IsDone);

        _forge.Releases[0].Assets.RemoveAt(0);
        Assert.Equal("SLP4304", Assert.Single((await PlanAsync(publication)).Faults).Code);
    }

    [Fact]
    public async Task Without_digests_what_is_given_out_is_compared()
    {
        _forge.MakesDigests = false;
        Publication publication = Make();
        await PublishAsync(publication);
        Assert.True((await PlanAsync(publication)).IsDone);

        _forge.Releases[0].Assets[0].Bytes = "other"u8.ToArray();

        Fault fault = Assert.Single((await PlanAsync(publication)).Faults);
        Assert.Contains($"{Digest.Of("other"u8).Hex} there", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_on_another_commit_stops_it()
    {
        Publication publication = Make();
        _forge.Tags[publication.Tag] = new string('d', 40);

        Fault fault = Assert.Single((await PlanAsync(publication)).Faults);

        Assert.Equal("SLP4405", fault.Code);
        Assert.Contains(new string('d', 40), fault.Cause, StringComparison.Ordinal);
        Assert.Contains(publication.Commit, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_among_many_releases_is_found_and_half_an_asset_in_it_replaced()
    {
        Publication publication = Make();
        var stranded = new ServedRelease { Id = 5, Tag = publication.Tag };
        stranded.Assets.Add(new ServedAsset { Id = 6, Name = publication.Files[0].Name, State = "starter" });
        _forge.Releases.Add(stranded);
        for (int number = 0; number < 250; number++)
            _forge.Releases.Add(new ServedRelease { Id = 1000 + number, Tag = $"v0.{number}.0", IsDraft = false });

        await PublishAsync(publication);

        Assert.Same(stranded, Assert.Single(_forge.Releases, release => release.Tag == publication.Tag));
        Assert.True((await PlanAsync(publication)).IsDone);
    }

    [Fact]
    public async Task A_token_that_is_missing_or_wrong_is_told_and_never_shown()
    {
        _token = null;
        FaultException missing = await Assert.ThrowsAsync<FaultException>(() => Open().ProbeAsync(Make(), Cancellation));
        _token = "ghp_wrong-token";
        FaultException wrong = await Assert.ThrowsAsync<FaultException>(() => Open().ProbeAsync(Make(), Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP4401"), (missing.ExitCode, missing.Faults.Single().Code));
        Assert.Equal("SLP4403", wrong.Faults.Single().Code);
        Assert.Contains("GITHUB_TOKEN", wrong.Faults[0].Mend, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_wrong", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_somebody_deletes_meanwhile_is_told()
    {
        Publication publication = Make();
        await Open().OpenAsync(publication, Cancellation);
        _forge.Releases.Clear();

        FaultException gone = await Assert.ThrowsAsync<FaultException>(() => Open().UploadAsync(publication, publication.Files[0], Cancellation));

        Assert.Equal("SLP4406", gone.Faults.Single().Code);
    }

    protected override void Dispose(bool disposing)
    {
        _forge.Dispose();
        base.Dispose(disposing);
    }
}
