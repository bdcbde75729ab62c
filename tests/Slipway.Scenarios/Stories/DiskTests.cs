using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Disks that fill up or turn read-only under a state folder.</summary>
public sealed class DiskTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_full_disk_fails_the_deployment_and_the_old_release_serves()
    {
        Soak.OrSkip("mounts a disk and fills it");
        await using SmallDisk disk = await SmallDisk.MountAsync(greeter.NewState(out Site site), 32 * 1024);
        await greeter.FillAsync(site);
        await using (site)
        {
            disk.FillUpTo(64);
            (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(1, "SLP4015", "the disk is full");
            await site.ServesAsync("staging", greeter.FirstPackage);

            disk.FillUpTo(0);
            (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(1, "SLP3201", "free space");
            await site.ServesAsync("staging", greeter.FirstPackage);

            disk.Relieve();
            (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
            await site.ServesAsync("staging", greeter.SecondPackage);
        }
    }

    [Fact]
    public async Task A_read_only_state_refuses_to_write_and_still_tells_the_truth()
    {
        Soak.OrSkip("mounts a disk and fills it");
        await using SmallDisk disk = await SmallDisk.MountAsync(greeter.NewState(out Site site), 32 * 1024);
        await greeter.FillAsync(site);
        await using (site)
        {
            await disk.TurnReadOnlyAsync();
            (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(1, "SLP3201", "make the folder writable");
            (await site.RunAsync("Promote", "--environment", "production")).Expect(1, "SLP3201");
            (await site.RunAsync("Doctor")).Expect(1, "SLP1508", "the state cannot be written");
            await site.ServesAsync("staging", greeter.FirstPackage);

            await disk.TurnWritableAsync();
            (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
            await site.ServesAsync("staging", greeter.SecondPackage);
        }
    }
}
