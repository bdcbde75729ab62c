using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Deployers.Serving;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Docker;

/// <summary>Makes sure that the container of an environment's edge runs, and ends it.</summary>
internal sealed class EdgeContainer(Engine engine, Names names, DockerOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10); // what is silent for longer serves nobody
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(35);    // the edge itself gives requests 30 s

    /// <summary>Whoever talks to it.</summary>
    public EdgeClient Client { get; } = new(
        new EdgeSite(names.Environment, new ContainerSocket(engine, names.Edge, Names.AdminSocket), Names.EdgeState, ContainerLog.PlaceOf(names.Edge))
        {
            Glance = TimeSpan.FromSeconds(10), // a program is started to ask it
        },
        clock);

    /// <summary>The container; null where there is none.</summary>
    public Task<ContainerInspectResponse?> FindAsync(CancellationToken cancellation) =>
        engine.FindAsync($"look at {names.Edge}", client => client.Containers.InspectContainerAsync(names.Edge, cancellation));

    /// <summary>What a running edge says of itself; null where none runs, or it is silent.</summary>
    public async Task<EdgeStatus?> StatusAsync(ContainerInspectResponse? container, CancellationToken cancellation) =>
        container is { State: { Running: true, Paused: false } } ? await Client.StatusAsync(cancellation) : null;

    /// <summary>Makes sure that it runs and has the environment's port.</summary>
    public async Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ContainerInspectResponse? container = await FindAsync(cancellation);
        if (container is not null && PublishedIn(container) != PublishedFor(environment))
            throw new FaultException(ExitCode.Failed, OtherPort(environment, PublishedIn(container)));
        if (container is { State.Running: true })
        {
            if (await SpeaksAsync(container, cancellation))
                return;
            await engine.AskAsync($"end the silent {names.Edge}", client => client.Containers.KillContainerAsync(names.Edge, new ContainerKillParameters(), cancellation));
        }

        if (container is null)
            await CreateAsync(environment, cancellation);
        await Planting.PlantAsync(engine, names.Edge, options.EdgeProgram(), new Dictionary<string, string>(), null, cancellation);
        await StartAsync(environment, cancellation);
        await AwaitAsync(cancellation);
    }

    /// <summary>Ends it and forgets its route, so that the next one starts empty.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } container)
            return;
        if (await StatusAsync(container, cancellation) is not null)
            await Client.UnrouteAsync(cancellation);
        await engine.AskAsync($"stop {names.Edge}", client => client.Containers.StopContainerAsync(
            names.Edge, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)StopLimit.TotalSeconds }, cancellation));
        await engine.AskAsync($"remove {names.Edge}", client => client.Containers.RemoveContainerAsync(names.Edge, new ContainerRemoveParameters { Force = true }, cancellation));
        await engine.FindAsync($"remove the volume {names.Volume}", async client =>
        {
            await RemoveUnusedAsync(client, cancellation);
            return names;
        });
    }

    /// <summary>Tells instances which of them is at work: those named stand by, or begin.</summary>
    public async Task TurnAsync(IEnumerable<string> live, IEnumerable<string> others, CancellationToken cancellation)
    {
        var words = new ContainerExecCreateParameters
        {
            User = Names.User.ToString(CultureInfo.InvariantCulture),
            AttachStdout = true,
            AttachStderr = true,
            Cmd = ["dotnet", Names.Program, "turn", Names.Sockets, .. live, "--", .. others],
        };
        await engine.AskAsync("tell the instances who stands by", async client =>
        {
            ContainerExecCreateResponse made = await client.Exec.ExecCreateContainerAsync(names.Edge, words, cancellation);
            using MultiplexedStream output = await client.Exec.StartAndAttachContainerExecAsync(made.ID, false, cancellation);
            await output.CopyOutputToAsync(Stream.Null, Stream.Null, Stream.Null, cancellation);
        });
    }

    // Instances that were stopped still name it: it is left to them, and holds no route any more.
    private async Task RemoveUnusedAsync(DockerClient client, CancellationToken cancellation)
    {
        try
        {
            await client.Volumes.RemoveAsync(names.Volume, force: false, cancellation);
        }
        catch (DockerApiException refusal) when (refusal.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // in use
        }
    }

    private async Task CreateAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        string image = await new ImageLoad(engine).EnsureAsync(await options.EdgeImage(cancellation), cancellation);
        DockerHost host = environment.Docker!; // only environments on Docker come here
        var wanted = new CreateContainerParameters
        {
            Name = names.Edge,
            Image = image,
            User = $"{Names.User}:{Names.User}",
            Entrypoint = ["dotnet", Names.Program],
            Cmd = ["--port", Text(Names.EdgePort), "--state", Names.EdgeState, "--admin", Names.AdminSocket, "--on", "0.0.0.0"],
            WorkingDir = "/",
            Labels = Marks.Of(names, Marks.Edge),
            ExposedPorts = new Dictionary<string, EmptyStruct> { [Port] = default },
            HostConfig = new HostConfig
            {
                Binds = [$"{names.Volume}:{Names.Sockets}"],
                PortBindings = new Dictionary<string, IList<PortBinding>> { [Port] = [new PortBinding { HostIP = host.Address, HostPort = Text(environment.Port) }] },
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.UnlessStopped },
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
            },
        };
        await engine.AskAsync($"create the container {names.Edge}", client => client.Containers.CreateContainerAsync(wanted, cancellation));
    }

    private async Task StartAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        try
        {
            await engine.AskAsync($"start {names.Edge}", client => client.Containers.StartContainerAsync(names.Edge, new ContainerStartParameters(), cancellation));
        }
        catch (FaultException fault) when (fault.InnerException is DockerApiException refusal && IsPortTaken(Engine.Reason(refusal)))
        {
            throw new FaultException(ExitCode.Failed, PortTaken(environment), fault);
        }
    }

    private static bool IsPortTaken(string reason) =>
        reason.Contains("port is already allocated", StringComparison.Ordinal) || reason.Contains("address already in use", StringComparison.Ordinal);

    private async Task<bool> SpeaksAsync(ContainerInspectResponse container, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        do
        {
            if (await StatusAsync(container, cancellation) is not null)
                return true;
            await Task.Delay(Poll, clock, cancellation);
        }
        while (clock.GetElapsedTime(start) < SilenceLimit);

        return false;
    }

    private async Task AwaitAsync(CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            ContainerInspectResponse? container = await FindAsync(cancellation);
            if (await StatusAsync(container, cancellation) is not null)
                return;
            if (container is not { State: { Running: true, Restarting: false } } || container.RestartCount > 0)
                throw new FaultException(ExitCode.Failed, CannotStart($"it ended with exit code {container?.State.ExitCode}", await ContainerLog.TailAsync(engine, names.Edge, cancellation)));
            if (clock.GetElapsedTime(start) >= StartLimit)
                throw new FaultException(ExitCode.Failed, CannotStart($"it did not answer within {StartLimit.TotalSeconds} s", await ContainerLog.TailAsync(engine, names.Edge, cancellation)));
            await Task.Delay(Poll, clock, cancellation);
        }
    }

    private static string Port => $"{Names.EdgePort}/tcp";

    private static string PublishedIn(ContainerInspectResponse container) =>
        container.HostConfig.PortBindings.TryGetValue(Port, out IList<PortBinding>? bindings) && bindings.Count > 0 ? $"{bindings[0].HostIP}:{bindings[0].HostPort}" : "no port";

    private static string PublishedFor(DeploymentEnvironment environment) => $"{environment.Docker!.Address}:{Text(environment.Port)}"; // only environments on Docker come here

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Fault OtherPort(DeploymentEnvironment environment, string published) => new(
        "SLP4206", $"the edge of {names.Environment} is published at {published}, the environment says {PublishedFor(environment)}", names.Edge,
        $"set it back in the build, or close the environment and open it again: ./build.sh Down --environment {names.Environment}, then ./build.sh Up --environment {names.Environment}");

    private Fault PortTaken(DeploymentEnvironment environment) => new(
        "SLP4207", $"{PublishedFor(environment)} of the engine's machine is taken by somebody else", engine.Place,
        $"end that program there (docker ps --filter publish={environment.Port}, ss -ltnp 'sport = :{environment.Port}'), or give {environment.Name} another port in the build");

    private Fault CannotStart(string reason, string tail) => new(
        "SLP4208", $"the edge of {names.Environment} cannot be started: {reason}; {tail}", ContainerLog.PlaceOf(names.Edge),
        "ImageBase of the build needs dotnet on its PATH and the ASP.NET Core runtime (mcr.microsoft.com/dotnet/aspnet has both)");
}
