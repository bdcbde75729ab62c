using Slipway.Components;
using Slipway.Releases.Evidence;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Front.Components;

public sealed class ResultFilesTests : IDisposable
{
    private const string Whole = """<TestRun><Results><UnitTestResult testName="A.B" outcome="Passed" /></Results><ResultSummary><Counters total="1" passed="1" failed="0" /></ResultSummary></TestRun>""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_was_cut_is_told_and_the_others_are_read()
    {
        File.WriteAllText(_folder.Path / "a.trx", Whole[..60]);
        File.WriteAllText(_folder.Path / "b.trx", Whole);
        var unreadable = new List<Fault>();

        var read = ResultFiles.Read(ResultFiles.In(_folder.Path, "*.trx"), TestResults.Read, unreadable);

        Assert.Single(read);
        Fault cut = Assert.Single(unreadable);
        Assert.Equal(("SLP1408", (string)(_folder.Path / "a.trx")), (cut.Code, cut.Place));
        Assert.Empty(ResultFiles.In(_folder.Path / "nowhere", "*.trx"));
    }
}
