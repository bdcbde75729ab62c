using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Slipway.Execution.Caching;
using Slipway.Fakes;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Execution.Caching;

/// <summary>A file is read again unless it is proven that nobody wrote to it: what tools do to times does not count.</summary>
public sealed class FileDigestsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _later = new(DateTimeOffset.UtcNow.AddSeconds(60));

    private AbsolutePath Subject => _folder.Path / "file";

    [Fact]
    public void A_file_of_long_ago_is_read_once()
    {
        File.WriteAllText(Subject, "one");
        var digests = new FileDigests(_later, []);
        digests.Of(Subject);

        var again = new FileDigests(_later, digests.Known);
        Assert.Equal(Hex("one"), again.Of(Subject).Hex);
        Assert.False(again.HasGrown);
    }

    // The rule of git: what was written at the very moment it was read may have been written again.
    [Fact]
    public void A_file_that_was_just_written_is_read_again()
    {
        File.WriteAllText(Subject, "one");
        var digests = new FileDigests(TimeProvider.System, []);
        digests.Of(Subject);

        var again = new FileDigests(TimeProvider.System, digests.Known);
        again.Of(Subject);
        Assert.True(again.HasGrown);
    }

    [Fact]
    public void Another_content_of_the_same_size_and_time_is_seen()
    {
        File.WriteAllText(Subject, "one");
        DateTime written = File.GetLastWriteTimeUtc(Subject);
        var digests = new FileDigests(_later, []);
        digests.Of(Subject);
        File.WriteAllText(Subject, "two");
        File.SetLastWriteTimeUtc(Subject, written);

        Assert.Equal(Hex("two"), digests.Of(Subject).Hex);
    }

    [Fact]
    public void Another_file_moved_into_its_place_is_seen()
    {
        File.WriteAllText(Subject, "one");
        File.WriteAllText(_folder.Path / "other", "two");
        File.SetLastWriteTimeUtc(_folder.Path / "other", File.GetLastWriteTimeUtc(Subject));
        var digests = new FileDigests(_later, []);
        digests.Of(Subject);
        File.Move(_folder.Path / "other", Subject, overwrite: true);

        Assert.Equal(Hex("two"), digests.Of(Subject).Hex);
    }

    [Fact]
    public void Digests_that_were_kept_are_read_again_and_torn_ones_are_none()
    {
        File.WriteAllText(Subject, "one");
        var digests = new FileDigests(_later, []);
        digests.Of(Subject);
        AbsolutePath kept = _folder.Path / "digests";
        KnownDigestsFile.Write(kept, digests.Known);

        Assert.Equal(digests.Known, KnownDigestsFile.Read(kept));
        byte[] bytes = File.ReadAllBytes(kept);
        bytes[^40] ^= 1;
        File.WriteAllBytes(kept, bytes);
        Assert.Empty(KnownDigestsFile.Read(kept));
    }

    public void Dispose() => _folder.Dispose();

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
