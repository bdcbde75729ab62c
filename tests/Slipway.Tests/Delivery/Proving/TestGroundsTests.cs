using Slipway.Delivery.Proving;
using Slipway.Fakes;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Delivery.Proving;

public sealed class TestGroundsTests : IDisposable
{
    private static readonly Entry Evidence = Facts.Ledger([Facts.Draft(EntryType.EvidenceRecorded)])[0];

    private readonly TempFolder _folder = new();

    private TestGrounds Grounds => new(_folder.Path / "tests");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_ground_is_known_again_with_the_evidence_it_belongs_to_and_with_no_other()
    {
        Grounds.Keep("t1", Evidence, Ground("a"));

        Assert.Equal("a", Grounds.TryRead("t1", Evidence)?.Command);
        Assert.Null(Grounds.TryRead("t1", Evidence with { Hash = "other" }));
        Assert.Null(Grounds.TryRead("t2", Evidence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"evidence\":\"x\",\"ground\":null}")]
    public void What_is_damaged_is_as_if_it_were_not_there(string text)
    {
        Grounds.Keep("t1", Evidence, Ground("a"));
        File.WriteAllText(_folder.Path / "tests" / "t1.json", text);

        Assert.Null(Grounds.TryRead("t1", Evidence));
    }

    [Fact]
    public void Twenty_are_kept_and_a_folder_that_takes_nothing_is_no_fault()
    {
        for (int tree = 0; tree < 25; tree++)
        {
            Grounds.Keep($"t{tree}", Evidence, Ground("a"));
            File.SetLastWriteTimeUtc(_folder.Path / "tests" / $"t{tree}.json", DateTime.UnixEpoch.AddDays(tree));
        }

        Assert.Equal(20, Directory.EnumerateFiles(_folder.Path / "tests").Count());
        File.WriteAllText(_folder.Path / "file", "");
        new TestGrounds(_folder.Path / "file" / "below").Keep("t", Evidence, Ground("a"));
    }

    private static TestGround Ground(string command) => new() { Command = command, Sdk = "10", Machine = "linux", Packages = "p", Variables = TestGround.Counted([]) };
}
