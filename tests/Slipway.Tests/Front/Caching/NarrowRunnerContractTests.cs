using Slipway.Composition;
using Slipway.Fakes.Contracts;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Front.Caching;

public sealed class NarrowRunnerContractTests : CommandRunnerContract
{
    protected override ICommandRunner Runner { get; } = new NarrowRunner(new ProcessRunner(), ["CACHED_MOOD"]);
}
