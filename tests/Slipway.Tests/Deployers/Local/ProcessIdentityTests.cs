using System.Diagnostics;
using Slipway.Deployers.Local;

namespace Slipway.Tests.Deployers.Local;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void A_process_is_itself()
    {
        ProcessIdentity self = ProcessIdentity.Read(Environment.ProcessId)!;

        Assert.True(self.IsRunning());
        Assert.Equal(self, ProcessIdentity.Read(Environment.ProcessId));
    }

    [Fact]
    public async Task A_later_process_with_the_same_number_is_not_taken_for_it_and_gets_no_signal()
    {
        using Process bystander = Process.Start("sleep", "60")!;
        ProcessIdentity now = ProcessIdentity.Read(bystander.Id)!;
        ProcessIdentity[] others = [now with { StartTime = now.StartTime - 1 }, now with { BootId = "another boot" }];

        foreach (ProcessIdentity other in others)
        {
            Assert.False(other.IsRunning());
            Assert.False(other.Signal(9));
            Assert.False(other.SignalGroup(9));
        }

        Assert.True(now.IsRunning());
        Assert.True(now.Signal(9));
        await bystander.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(now.IsRunning());
    }
}
