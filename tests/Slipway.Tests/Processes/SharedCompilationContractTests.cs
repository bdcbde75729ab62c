using Slipway.Fakes.Contracts;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

public sealed class SharedCompilationContractTests : CommandRunnerContract
{
    protected override ICommandRunner Runner { get; } = new SharedCompilation(new ProcessRunner());
}
