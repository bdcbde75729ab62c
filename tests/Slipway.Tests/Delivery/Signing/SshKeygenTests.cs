using Slipway.Delivery.Signing;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Signing;

public sealed class SshKeygenTests
{
    [Fact]
    public async Task A_key_that_cannot_sign_is_a_fault_that_names_it()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Path / "key", "no key", TestContext.Current.CancellationToken);
        var keygen = new SshKeygen(new ProcessRunner(TimeProvider.System, new ProcessLimits()));

        foreach (string name in new[] { "key", "none" })
        {
            var refusal = await Assert.ThrowsAsync<FaultException>(() => keygen.SignAsync(folder.Path / name, "n", "text", TestContext.Current.CancellationToken));
            Assert.Equal((ExitCode.Failed, "SLP3801", (folder.Path / name).ToString()), (refusal.ExitCode, refusal.Faults[0].Code, refusal.Faults[0].Place));
        }
    }
}
