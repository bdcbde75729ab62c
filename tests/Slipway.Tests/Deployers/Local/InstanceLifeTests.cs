using System.Security.Cryptography;
using System.Text;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Local;

public sealed class InstanceLifeTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AbsolutePath Record => _stage.State / "environments" / "staging" / "deployments" / "d1" / "instances" / "storefront.json";

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    // A shell blocks signals for the moment in which it starts a child; what it was started with is seen while it waits.
    private static async Task<string> RestingAsync(int pid)
    {
        for (int look = 0; ; look++)
        {
            string status = await File.ReadAllTextAsync($"/proc/{pid}/status", Cancellation);
            if (look == 100 || status.Contains("State:\tS", StringComparison.Ordinal))
                return status;
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }
    }

    [Fact]
    public async Task An_instance_leads_a_session_of_its_own_with_every_signal_as_new()
    {
        Deployment deployment = await StartAsync("#!/bin/sh\nwhile :; do sleep 1; done\n");
        int pid = await PidAsync();

        string[] stat = (await File.ReadAllTextAsync($"/proc/{pid}/stat", Cancellation)).Split(") ")[1].Split(' ');
        string status = await RestingAsync(pid);

        Assert.Equal((pid, pid), (int.Parse(stat[2]), int.Parse(stat[3])));   // process group, session
        Assert.Contains("SigBlk:\t0000000000000000", status, StringComparison.Ordinal);
        // glibc itself ignores its two internal signals, 32 and 33, in everything it spawns.
        Assert.Equal(0UL, Convert.ToUInt64(status.Split("SigIgn:\t")[1][..16], 16) & ~(3UL << 31));
        Assert.Equal(["0", "1", "2"], Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(path => Path.GetFileName(path)).Where(name => name is not "10" and not "255").Order());
        await _stage.Deployer.StopAsync(_stage.Environment, deployment.Id, TimeSpan.FromSeconds(5), Cancellation);
    }

    [Fact]
    public async Task What_ignores_the_request_to_end_is_killed_with_all_it_started()
    {
        Deployment deployment = await StartAsync("#!/bin/sh\ntrap '' TERM\nsetsid sleep 300 &\necho started\nwhile :; do sleep 1; done\n");
        AbsolutePath log = _stage.State / "environments" / "staging" / "logs" / "d1-storefront.log";
        while (!(await File.ReadAllTextAsync(log, Cancellation)).Contains("started", StringComparison.Ordinal))
            await Task.Delay(5, Cancellation);

        await _stage.Deployer.StopAsync(_stage.Environment, deployment.Id, TimeSpan.FromMilliseconds(200), Cancellation);

        Assert.Empty((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances);   // and the stage finds no process left
    }

    [Fact]
    public async Task An_instance_whose_record_was_never_written_is_taken_over_and_not_started_twice()
    {
        Deployment deployment = await StartAsync("#!/bin/sh\nwhile :; do sleep 1; done\n");
        int pid = await PidAsync();
        File.Delete(Record);

        await _stage.Deployer.StartAsync(deployment, Cancellation);

        Assert.Equal(pid, await PidAsync());
    }

    [Fact]
    public async Task An_instance_whose_record_was_never_written_is_ended_all_the_same()
    {
        Deployment deployment = await StartAsync("#!/bin/sh\nwhile :; do sleep 1; done\n");
        int pid = await PidAsync();
        File.Delete(Record);

        await _stage.Deployer.StopAsync(_stage.Environment, deployment.Id, TimeSpan.FromSeconds(5), Cancellation);

        Assert.False(Directory.Exists($"/proc/{pid}") && (await File.ReadAllTextAsync($"/proc/{pid}/environ", Cancellation)).Length > 0);
    }

    [Fact]
    public async Task Nothing_of_the_callers_environment_reaches_an_instance_but_the_short_list()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN", "do-not-pass");
        Deployment deployment = await StartAsync("#!/bin/sh\nwhile :; do sleep 1; done\n", new KeyValuePair<string, string>("Shop__Key", "secret"));

        string environment = await File.ReadAllTextAsync($"/proc/{await PidAsync()}/environ", Cancellation);

        Assert.DoesNotContain("do-not-pass", environment, StringComparison.Ordinal);
        Assert.Contains("Shop__Key=secret\0", environment, StringComparison.Ordinal);
        Assert.Contains($"SLIPWAY_INSTANCE={deployment.Id}/storefront\0", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(Record, Cancellation), StringComparison.Ordinal);
    }

    private async Task<Deployment> StartAsync(string script, params KeyValuePair<string, string>[] secrets)
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { EntryPoint = "run.sh" });
        byte[] content = Encoding.UTF8.GetBytes(script);
        const string name = "services/storefront/run.sh";
        await File.WriteAllBytesAsync(Path.Combine(deployment.PackageFolder, name), content, Cancellation);
        deployment = deployment with
        {
            Artifacts = [.. deployment.Artifacts, new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), ArtifactRole.Service)],
            Secrets = deployment.Secrets.AddRange(secrets),
        };
        await _stage.Deployer.UnpackAsync(deployment, Cancellation);
        await _stage.Deployer.StartAsync(deployment, Cancellation);
        return deployment;
    }

    private async Task<int> PidAsync() => Assert.Single((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances).Pid;
}
