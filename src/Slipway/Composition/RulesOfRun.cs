using System.Globalization;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Scheduling;

namespace Slipway.Composition;

/// <summary>How a run is to go: as the command line says, and as the build says where that says nothing.</summary>
internal static class RulesOfRun
{
    /// <summary>Reads it.</summary>
    public static RunRules Of(Invocation invocation, SlipwayBuild build) => new(
        invocation.ValueOf("parallel") is { } parallel ? int.Parse(parallel, CultureInfo.InvariantCulture) : Math.Max(1, build.Parallelism), // a number, as the parser knows
        invocation.ValueOf("continue-on-error") is { } word ? Enum.Parse<ContinueOnError>(word, ignoreCase: true) : ContinueOnError.Never); // one of its choices
}
