using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Governing;

public sealed class ClosingTests
{
    private static readonly CloseWish Wish = new("production", Facts.Id('a'), null);

    private readonly Hearing _hearing = new();

    [Fact]
    public void A_release_that_lacks_something_is_not_closed_and_everything_it_lacks_is_told()
    {
        Fault[] missing = [new Fault("SLP4622", "3 min in production, 10 wanted", "environment production", "come back"), new Fault("SLP4624", "INC-1 is open", "incidents", "end it")];

        var refused = Assert.IsType<Ruling.Refused>(_hearing.Hear(occasion => Closing.Decide(Wish, occasion, "1.0.0", [.. missing])));

        Assert.Equal(ExitCode.GateFailed, refused.ExitCode);
        Assert.Equal(missing, refused.Faults);
    }

    [Fact]
    public void A_release_is_closed_once()
    {
        _hearing.Seal('a', "1.0.0");
        Assert.Null(Closing.Standing(Wish.PackageId, _hearing.Occasion));

        Assert.Equal(["1.0.0 (aaaaaaaaaaaa) is closed"], ClosingText.Answer(Close(), _hearing.State));

        Assert.Equal(["1.0.0 (aaaaaaaaaaaa) was closed by ada@example.org, entry 3"], ClosingText.Answer(Close(), _hearing.State));
        Assert.Equal(3, _hearing.Entries.Length);
    }

    private Ruling Close() => _hearing.Hear(occasion => Closing.Decide(Wish, occasion, "1.0.0", []));
}
