using Slipway.Fakes.Feeds;
using Slipway.Fakes.Forge;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Publishing;

/// <summary>A release on its way to all destinations at once.</summary>
public sealed class PublisherTests : IDisposable
{
    private readonly PublishedWorld _world = new();

    public PublisherTests() => _world.Renew();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task What_was_published_stands_in_the_ledger_with_every_digest_and_once()
    {
        Publication publication = Shipment.Make(_world.Files, packages: 2);

        await _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation);
        int entries = (await _world.StateAsync()).Count;
        await _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation);

        ReleaseState state = await _world.StateAsync();
        Assert.Equal(entries, state.Count);
        Assert.Equal(["github", "nuget", "site"], state.Publications.Values.Where(one => one.Outcome == PublishOutcome.Completed).Select(one => one.Destination).Order(StringComparer.Ordinal));
        PublishCompleted told = (await _world.Ledger.ReadAsync(Cancellation)).Where(entry => entry.Type == EntryType.PublishCompleted).Select(entry => PublishCompleted.Read(entry.Data)).First(fact => fact.Destination == "github");
        Assert.Equal(publication.Files.Select(file => $"{file.Name}={file.Digest.Hex}"), told.Files);
    }

    [Fact]
    public async Task What_differs_anywhere_is_told_all_at_once_before_anything_changes()
    {
        Publication theirs = Shipment.Make(_world.Files / "theirs", packages: 2, text: "theirs"), ours = Shipment.Make(_world.Files / "ours", packages: 2);
        await _world.Publisher().PublishAsync(theirs, [.. _world.Outlets().Where(outlet => outlet.Destination.Name != "site")], Cancellation);
        string[] before = _world.Everything();

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _world.Publisher().PublishAsync(ours, _world.Outlets(), Cancellation));

        Assert.Equal(ExitCode.GateFailed, refused.ExitCode);
        Assert.All(refused.Faults, fault => Assert.Equal("SLP4303", fault.Code));
        Assert.Equal(6, refused.Faults.Length); // four files at GitHub, two in the feed
        Assert.Equal(before, _world.Everything());
        Assert.Equal(EntryType.PublishRefused, (await _world.Ledger.ReadAsync(Cancellation))[^1].Type);
    }

    [Fact]
    public async Task Nothing_is_shown_where_another_destination_failed_and_the_next_run_ends_it()
    {
        Publication publication = Shipment.Make(_world.Files, packages: 2);
        _world.Feed.Refuses = "Lib2";

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation));

        Assert.Equal("SLP4106", failed.Faults.Single().Code);
        Assert.Null(_world.Forge.Seen(publication.Tag));
        PublicationState nuget = (await _world.StateAsync()).NewestAt("nuget")!;
        Assert.Equal(PublishOutcome.Failed, nuget.Outcome);
        await _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation);
        Assert.NotNull(_world.Forge.Seen(publication.Tag));
        Assert.All((await _world.StateAsync()).Publications.Values, one => Assert.Equal(PublishOutcome.Completed, one.Outcome));
    }

    [Fact]
    public async Task A_destination_that_gets_nothing_is_never_called_published()
    {
        Publication none = Shipment.Make(_world.Files, packages: 0);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _world.Publisher().PublishAsync(none, _world.Outlets(), Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP4302"), (refused.ExitCode, refused.Faults.Single().Code));
        Assert.Empty(_world.Forge.Releases);
    }

    [Fact]
    public async Task What_is_not_read_back_as_it_was_sent_is_not_published()
    {
        Publication publication = Shipment.Make(_world.Files, packages: 1);
        bool isSpoilt = false;
        _world.Forge.Asked = _ =>
        {
            if (!isSpoilt && _world.Forge.Releases is [{ Assets: [_, _, _] assets }])
                (isSpoilt, assets[0].Bytes) = (true, "spoilt"u8.ToArray());
        };

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation));

        Assert.Equal("SLP4306", failed.Faults.Single().Code);
        Assert.Null(_world.Forge.Seen(publication.Tag));
        await _world.Publisher().PublishAsync(publication, _world.Outlets(), Cancellation);
        Assert.Equal(publication.Files.Length, _world.Forge.Seen(publication.Tag)!.Count);
    }

    [Fact]
    public async Task No_secret_stands_in_the_ledger_or_on_the_screen()
    {
        var said = new List<string>();
        await _world.Publisher(say: said.Add).PublishAsync(Shipment.Make(_world.Files, packages: 1), _world.Outlets(), Cancellation);

        string ledger = string.Join('\n', (await _world.Ledger.ReadAsync(Cancellation)).SelectMany(entry => entry.Data.Values));
        Assert.All(new[] { ServedGitHub.Token, ServedFeed.Key }, secret => Assert.DoesNotContain(secret, ledger + string.Join('\n', said), StringComparison.Ordinal));
        Assert.DoesNotContain(_world.Files.Parent!, ledger, StringComparison.Ordinal); // nor a path of this machine
    }
}
