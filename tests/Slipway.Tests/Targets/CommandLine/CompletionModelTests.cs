using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Declaring;
using Slipway.Targets.Parameters;

namespace Slipway.Tests.Targets.CommandLine;

public sealed class CompletionModelTests
{
    [Fact]
    public void Everything_that_may_be_typed_is_a_line_and_what_would_break_one_stays_out()
    {
        ImmutableArray<ParameterDefinition> parameters =
        [
            new() { Name = "Environment", Type = typeof(string), Targets = ["Promote", "Rollback"] },
            new() { Name = "Configuration", Type = typeof(string), Choices = ["Debug", "Release", "With blank", "With|bar", ""] },
        ];
        ImmutableSortedDictionary<string, ImmutableArray<string>> values = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("--environment", ["staging", "production"]);

        string model = CompletionModel.Of(Declared.GraphOf(new TargetDeclaration { Name = "Promote" }, new TargetDeclaration { Name = "Hidden", IsListed = false }), parameters, values);

        Golden.Match(model.TrimEnd('\n').Split('\n'));
    }
}
