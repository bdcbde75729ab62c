using Slipway.Fakes.Contracts;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

public sealed class ProcessRunnerContractTests : CommandRunnerContract
{
    protected override ICommandRunner Runner { get; } = new ProcessRunner(TimeProvider.System, new ProcessLimits());
}
