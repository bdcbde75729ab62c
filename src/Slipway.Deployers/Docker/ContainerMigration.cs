using Docker.DotNet.Models;
using Slipway.Deployers.Serving;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Docker;

/// <summary>Runs what changes the data of a service in a container of its own, before the new instances start.</summary>
internal sealed class ContainerMigration(Engine engine, Names names, DockerOptions options, InstanceContainers containers, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it to its end. The container stays with its log until its deployment is discarded.</summary>
    /// <exception cref="FaultException">It failed, could not start, or took longer than its deadline.</exception>
    public async Task RunAsync(Deployment deployment, PackagedService service, MigrationStep step, CancellationToken cancellation)
    {
        foreach (ContainerInstance left in (await containers.ListAsync(Marks.Migration, cancellation)).Where(left => left.Service == service.Name))
            await containers.RemoveAsync(left.Container, cancellation); // one of a killed run must not write beside this one
        ContainerInspectResponse instance = await containers.FindAsync(names.Instance(deployment.Id, service.Name), cancellation)
            ?? throw new InvalidOperationException($"{service.Name} was not unpacked"); // the step before this one makes it
        CreateContainerParameters wanted = containers.ContainerOf(deployment, service, instance.Image);
        string container = wanted.Name = names.Migration(deployment.Id, service.Name);
        wanted.Cmd = [.. InstanceContainers.CommandOf(deployment, service, step.Program), .. step.Arguments];
        wanted.Labels = Marks.Of(names, Marks.Migration, deployment, service);
        wanted.Env = [.. wanted.Env.Where(pair => !pair.StartsWith("SLIPWAY_SOCKET=", StringComparison.Ordinal) && !pair.StartsWith("ASPNETCORE_URLS=", StringComparison.Ordinal))];
        await engine.AskAsync($"create the container {container}", client => client.Containers.CreateContainerAsync(wanted, cancellation));
        await Planting.PlantAsync(engine, container, options.EdgeProgram(), deployment.Secrets, null, cancellation);
        await engine.AskAsync($"start {container}", client => client.Containers.StartContainerAsync(container, new ContainerStartParameters(), cancellation));
        int? exitCode = await AwaitAsync(container, service, step, cancellation);
        if (exitCode != 0)
            throw new FaultException(ExitCode.Failed, MigrationFaults.Failed(
                deployment, service, exitCode, ContainerLog.PlaceOf(container), await ContainerLog.TailAsync(engine, container, cancellation)));
    }

    private async Task<int?> AwaitAsync(string container, PackagedService service, MigrationStep step, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        try
        {
            while (await containers.FindAsync(container, cancellation) is { State.Running: true })
            {
                if (clock.GetElapsedTime(start) >= step.Deadline)
                    throw new FaultException(ExitCode.Failed, MigrationFaults.TooLong(service, step, ContainerLog.PlaceOf(container), await ContainerLog.TailAsync(engine, container, cancellation)));
                await Task.Delay(Poll, clock, cancellation);
            }
        }
        catch (Exception exception) when (exception is FaultException or OperationCanceledException)
        {
            await containers.StopAsync(container, TimeSpan.FromSeconds(5), CancellationToken.None);
            throw;
        }

        return (int?)(await containers.FindAsync(container, CancellationToken.None))?.State.ExitCode;
    }
}
