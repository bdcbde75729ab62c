using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Slipway.Deployers.Local;
using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Local;

/// <summary>A local deployer with a state folder and a free port of its own, and packages of the real Storefront. Nothing it started outlives it.</summary>
public sealed class LocalStage : IAsyncDisposable
{
    private readonly TempFolder _temp = new();

    public LocalStage(AbsolutePath? state = null)
    {
        State = state ?? _temp.Path / "state";
        Options = new(State, () => Metadata("EdgeProgram"), DotNet());
        Deployer = new(Options, TimeProvider.System);
        Environment = new()
        {
            Name = "staging",
            Port = FreePort.Find(),
            Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Title", "Harbour"),
        };
    }

    public AbsolutePath State { get; }

    public AbsolutePath Temp => _temp.Path;

    public LocalOptions Options { get; }

    public LocalDeployer Deployer { get; }

    public DeploymentEnvironment Environment { get; init; }

    /// <summary>A package of the Storefront in a folder of its own; every version has its own package id.</summary>
    public Deployment Make(string id, string version, Func<PackagedService, PackagedService>? change = null)
    {
        AbsolutePath folder = Temp / $"package-{id}";
        Copy(Metadata("StorefrontFolder"), "Storefront", folder / "services" / "storefront");
        var service = new PackagedService { Name = "storefront", EntryPoint = "Storefront.dll" };
        return Pack(id, version, change?.Invoke(service) ?? service, folder);
    }

    /// <summary>A package of a service that answers as its mood is: a line of <c>errors=0.02 latency=20 spread=0.3 dies=1000</c>.</summary>
    public Deployment MakeMoody(string id, string version, string mood)
    {
        AbsolutePath folder = Temp / $"package-{id}";
        Copy(Metadata("MoodyFolder"), "Slipway.MoodyService", folder / "services" / "moody");
        File.WriteAllText(folder / "services" / "moody" / "mood.txt", mood);
        return Pack(id, version, new PackagedService { Name = "moody", EntryPoint = "Slipway.MoodyService.dll" }, folder);
    }

    private static void Copy(string source, string program, AbsolutePath folder)
    {
        Directory.CreateDirectory(folder);
        string[] libraries = [.. Directory.EnumerateFiles(source, "*.dll").Select(file => Path.GetFileName(file))];
        foreach (string name in (string[])[.. libraries, $"{program}.deps.json", $"{program}.runtimeconfig.json"])
            File.Copy(Path.Combine(source, name), folder / name);
    }

    private Deployment Pack(string id, string version, PackagedService service, AbsolutePath folder) => new()
    {
        Id = id,
        Environment = Environment,
        PackageId = Digest.Of(Encoding.UTF8.GetBytes($"{id} {version}")).Hex,
        Version = version,
        Services = [service],
        Artifacts = [.. Directory.EnumerateFiles(folder / "services", "*", SearchOption.AllDirectories).Select(path => ArtifactOf(folder, path))],
        PackageFolder = folder,
    };

    /// <summary>A package of one program whose files are given as texts; every version has its own package id.</summary>
    public Deployment MakeProgram(string id, string version, PackagedService service, params (string Name, string Text)[] files)
    {
        AbsolutePath folder = Temp / $"package-{id}";
        foreach ((string name, string text) in files)
        {
            string path = folder / "services" / service.Name / name;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it lies in a folder
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Pack(id, version, service, folder);
    }

    public async Task BringUpAsync(Deployment deployment, CancellationToken cancellation)
    {
        await Deployer.OpenAsync(Environment, cancellation);
        await Deployer.UnpackAsync(deployment, cancellation);
        await Deployer.StartAsync(deployment, cancellation);
        await Deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(60), cancellation);
    }

    /// <summary>Where the sockets of an open environment lie, as its front door's command line says.</summary>
    public string SocketFolder() => Path.GetDirectoryName(Directory.EnumerateDirectories("/proc").Where(IsOurs)
        .Select(Words).First(words => words.Contains("--admin")).SkipWhile(word => word != "--admin").ElementAt(1))!; // an absolute path

    /// <summary>The keeper of this environment's front door and its edge, the one started first at the front.</summary>
    public ImmutableArray<ProcessIdentity> FrontDoor() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(IsOurs)
            .Where(folder => Words(folder).Contains("--admin"))
            .Select(folder => ProcessIdentity.Read(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)))
            .OfType<ProcessIdentity>().OrderBy(process => process.StartTime),
    ];

    /// <summary>Ends the front door as a crash of the machine would, its keeper first, and returns when both are gone.</summary>
    public async Task KillFrontDoorAsync(CancellationToken cancellation)
    {
        ImmutableArray<ProcessIdentity> ours = FrontDoor();
        Assert.All(ours, process => Assert.True(process.Signal(9)));
        foreach (ProcessIdentity process in ours)
        {
            while (process.IsRunning())
                await Task.Delay(5, cancellation);
        }
    }

    /// <summary>The edge that follows another, once it answers.</summary>
    public async Task<int> FrontDoorAfterAsync(int edge, CancellationToken cancellation)
    {
        while (true)
        {
            if ((await Deployer.ObserveAsync(Environment, cancellation)).FrontDoor is { } next && next != edge)
                return next;
            await Task.Delay(5, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Deployer.CloseAsync(Environment, CancellationToken.None);
        string[] left = [.. Directory.EnumerateDirectories("/proc").Where(IsOurs)];
        _temp.Dispose();
        Assert.Empty(left);
    }

    private static Artifact ArtifactOf(AbsolutePath folder, string path)
    {
        byte[] content = File.ReadAllBytes(path);
        return new(folder.GetUnixRelativePathTo(path), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), ArtifactRole.Service);
    }

    private static string Metadata(string key) =>
        typeof(LocalStage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string DotNet() => System.Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet"
        ? path
        : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static string[] Words(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // ended meanwhile
        }
    }

    private bool IsOurs(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/environ").Contains(State, StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
