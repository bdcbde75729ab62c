using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Front.Composition;

public sealed class ParameterTableTests
{
    [Fact]
    public void A_parameter_that_cannot_be_set_any_more_is_told()
    {
        var table = new ParameterTable(typeof(Fixed));
        var given = new ParameterSource("command line", new Dictionary<string, GivenValue> { ["WORD"] = new(["x"], "--word") });
        ParameterSet values = ParameterSet.Resolve(table.Definitions, [given], out ImmutableArray<Fault> faults);

        Fault fault = Assert.Throws<FaultException>(() => table.Inject(new Fixed(), values)).Faults[0];

        Assert.Empty(faults);
        Assert.Equal(("SLP1205", "Fixed.Word"), (fault.Code, fault.Place));
    }

    [Fact]
    public void A_required_parameter_with_a_value_of_the_builds_own_lacks_none()
    {
        var table = new ParameterTable(typeof(Defaulted));

        Assert.True(table.HasOwnValue(new Defaulted(), "Named"));
        Assert.False(table.HasOwnValue(new Defaulted(), "Blank"));
        Assert.False(table.HasOwnValue(new Defaulted(), "Count"));
    }

    private sealed class Fixed : SlipwayBuild
    {
        [Parameter("A word")]
        public static readonly string? Word = null;
    }

    private sealed class Defaulted : SlipwayBuild
    {
        [Parameter("A name"), Required]
        public string Named { get; } = "by default";

        [Parameter("A blank"), Required]
        public string Blank { get; } = " ";

        [Parameter("A count"), Required]
        public int Count { get; }
    }
}
