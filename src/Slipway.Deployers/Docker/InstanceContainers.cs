using System.Collections.Immutable;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Releases.Images;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Docker;

/// <summary>Makes, starts, finds and ends the containers of the services of one environment.</summary>
internal sealed class InstanceContainers(Engine engine, Names names, DockerOptions options, TimeProvider clock)
{
    private const string Added = "1";
    private const string ImageFolder = "image";

    /// <summary>Brings the images of a deployment and makes a container of each; those that are there are kept.</summary>
    public async Task LayAsync(Deployment deployment, CancellationToken cancellation)
    {
        AbsolutePath layout = AbsolutePath.Create(deployment.PackageFolder) / ImageFolder;
        foreach (PackagedService service in deployment.Services)
        {
            PackagedImage packaged = service.Image ?? throw new ArgumentException($"{service.Name} has no image", nameof(deployment)); // refused before: SLP2419
            if (await FindAsync(names.Instance(deployment.Id, service.Name), cancellation) is { } there)
            {
                if (there.Config.Labels.TryGetValue(Marks.Package, out string? package) && package == deployment.PackageId)
                    continue;
                await RemoveAsync(names.Instance(deployment.Id, service.Name), cancellation); // a ledger before this one gave the name to another package
            }

            string image = await new ImageLoad(engine).EnsureAsync(await ReadAsync(layout, packaged, cancellation), cancellation);
            CreateContainerParameters wanted = ContainerOf(deployment, service, image);
            await engine.AskAsync($"create the container {wanted.Name}", client => client.Containers.CreateContainerAsync(wanted, cancellation));
        }
    }

    /// <summary>Starts the containers of some services; those that run are kept.</summary>
    public async Task StartAsync(Deployment deployment, IEnumerable<PackagedService> services, CancellationToken cancellation)
    {
        foreach (PackagedService service in services)
        {
            string container = names.Instance(deployment.Id, service.Name);
            if (await FindAsync(container, cancellation) is { State.Running: true })
                continue;
            string? standby = service.StartsLate ? null : Names.StandbyFile(deployment.Id, service.Name); // nobody is left to wait for
            await Planting.PlantAsync(engine, container, options.EdgeProgram(), deployment.Secrets, standby, cancellation);
            await engine.AskAsync($"start {container}", client => client.Containers.StartContainerAsync(container, new ContainerStartParameters(), cancellation));
        }
    }

    /// <summary>From here on the engine starts it again whenever it ends, but by our word.</summary>
    public Task KeepAsync(string container, CancellationToken cancellation) => engine.AskAsync(
        $"keep {container} running",
        client => client.Containers.UpdateContainerAsync(
            container, new ContainerUpdateParameters { RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.UnlessStopped } }, cancellation));

    /// <summary>The containers of a role, in the order of their names.</summary>
    public async Task<ImmutableArray<ContainerInstance>> ListAsync(string role, CancellationToken cancellation)
    {
        string[] wanted = [.. Marks.Of(names, role).Select(mark => $"{mark.Key}={mark.Value}")];
        var asked = new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = wanted.ToDictionary(mark => mark, _ => true) },
        };
        IList<ContainerListResponse> found = await engine.AskAsync("list the containers", client => client.Containers.ListContainersAsync(asked, cancellation));
        return
        [
            .. found.Select(one => new ContainerInstance(engine, one.Names[0].TrimStart('/'), one.Labels, clock)).OrderBy(one => one.Container, StringComparer.Ordinal),
        ];
    }

    /// <summary>The instances of one deployment.</summary>
    public async Task<ImmutableArray<ContainerInstance>> OfAsync(string deployment, CancellationToken cancellation) =>
        [.. (await ListAsync(Marks.Instance, cancellation)).Where(instance => instance.DeploymentId == deployment)];

    /// <summary>Asks it to end, waits for the grace, then kills it; one that is not there or has ended is fine.</summary>
    public async Task StopAsync(string container, TimeSpan grace, CancellationToken cancellation)
    {
        var patience = new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) };
        await engine.FindAsync($"stop {container}", async client =>
        {
            await client.Containers.StopContainerAsync(container, patience, cancellation);
            return container;
        });
    }

    /// <summary>Removes the containers of a deployment none of which runs, and its images where no other container has them.</summary>
    public async Task DiscardAsync(string deployment, CancellationToken cancellation)
    {
        ImmutableArray<ContainerInstance> all = [.. await OfAsync(deployment, cancellation), .. (await ListAsync(Marks.Migration, cancellation)).Where(one => one.DeploymentId == deployment)];
        ContainerInspectResponse?[] found = await Task.WhenAll(all.Select(one => one.FindAsync(cancellation)));
        if (found.Any(one => one is { State.Running: true }))
            return;
        foreach (ContainerInstance one in all)
            await RemoveAsync(one.Container, cancellation);
        foreach (string image in found.OfType<ContainerInspectResponse>().Select(one => one.Image).Distinct())
            await RemoveImageAsync(image, cancellation);
    }

    /// <summary>Files that the services of a deployment wrote beside their program.</summary>
    public async Task<ImmutableArray<string>> StrayAsync(string deployment, CancellationToken cancellation)
    {
        List<string> stray = [];
        foreach (ContainerInstance instance in await OfAsync(deployment, cancellation))
        {
            IList<ContainerFileSystemChangeResponse> changes = await engine.AskAsync(
                $"list what {instance.Container} wrote", client => client.Containers.InspectChangesAsync(instance.Container, cancellation)) ?? [];
            stray.AddRange(changes
                .Where(change => change.Kind.ToString() is Added or "Add" && change.Path.StartsWith($"{Names.Service}/", StringComparison.Ordinal))
                .Select(change => $"{instance.Service}{change.Path[Names.Service.Length..]}"));
        }

        return [.. stray.Where(path => !path.Contains("/__pycache__", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The container of a service, or of what it runs before it.</summary>
    public CreateContainerParameters ContainerOf(Deployment deployment, PackagedService service, string image) => new()
    {
        Name = names.Instance(deployment.Id, service.Name),
        Image = image,
        User = $"{Names.User}:{Names.User}",
        Entrypoint = ["dotnet", Names.Program, "enter", Names.Secrets],
        Cmd = [.. CommandOf(deployment, service, service.EntryPoint), .. service.Arguments],
        WorkingDir = Names.Service,
        Env = [.. ConfigurationOf(deployment, service).Select(pair => $"{pair.Key}={pair.Value}")],
        Labels = Marks.Of(names, Marks.Instance, deployment, service),
        HostConfig = new HostConfig
        {
            Binds = [$"{names.Volume}:{Names.Sockets}", $"{names.DataOf(service.Name)}:{Names.Data}"],
            NetworkMode = deployment.Environment.Docker!.Network ?? "default", // only environments on Docker come here
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
        },
    };

    /// <summary>What is started: an assembly by dotnet, another file of the service by itself, and a bare name that is no file there by the first program of that name on the image's PATH.</summary>
    public static string[] CommandOf(Deployment deployment, PackagedService service, string name) =>
        name.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", "exec", $"{Names.Service}/{name}"]
        : name.Contains('/', StringComparison.Ordinal) || deployment.Artifacts.Any(artifact => artifact.Path == $"services/{service.Name}/{name}") ? [$"{Names.Service}/{name}"]
        : [name];

    public Task<ContainerInspectResponse?> FindAsync(string container, CancellationToken cancellation) =>
        engine.FindAsync($"look at {container}", client => client.Containers.InspectContainerAsync(container, cancellation));

    public async Task RemoveAsync(string container, CancellationToken cancellation) => await engine.FindAsync($"remove {container}", async client =>
    {
        await client.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true }, cancellation);
        return container;
    });

    // The contract's own names last, for nothing overrides them. Secrets are not here: whoever may look at a container reads these.
    private static ImmutableSortedDictionary<string, string> ConfigurationOf(Deployment deployment, PackagedService service) => deployment.Environment.Configuration
        .SetItem("SLIPWAY_DATA", Names.Data)
        .SetItem("SLIPWAY_FLAGS", Names.Flags)
        .SetItem("SLIPWAY_PACKAGE", deployment.PackageId)
        .SetItem("SLIPWAY_INSTANCE", $"{deployment.Id}/{service.Name}")
        .SetItem("SLIPWAY_ENVIRONMENT", deployment.Environment.Name)
        .SetItem("SLIPWAY_VERSION", deployment.Version)
        .SetItem("SLIPWAY_SOCKET", Names.Socket(deployment.Id, service.Name))
        .SetItem("SLIPWAY_STANDBY", $"{Names.Sockets}/{Names.StandbyFile(deployment.Id, service.Name)}")
        .SetItem("ASPNETCORE_URLS", $"http://unix:{Names.Socket(deployment.Id, service.Name)}");

    private static async Task<LaidImage> ReadAsync(AbsolutePath layout, PackagedImage packaged, CancellationToken cancellation)
    {
        AbsolutePath manifest = layout / ImageText.PathOf(packaged.Manifest);
        byte[] text = File.Exists(manifest) ? await File.ReadAllBytesAsync(manifest, cancellation) : [];
        return new(layout, ImageText.Parts(text, manifest));
    }

    // A release that is the way back has a container, stopped or not, and a container keeps its image.
    private async Task RemoveImageAsync(string image, CancellationToken cancellation) => await engine.FindAsync($"remove the image {image}", async client =>
    {
        try
        {
            await client.Images.DeleteImageAsync(image, new ImageDeleteParameters(), cancellation);
        }
        catch (DockerApiException refusal) when (refusal.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // another container has it
        }

        return image;
    });
}
