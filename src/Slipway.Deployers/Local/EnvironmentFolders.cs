using Slipway.Deployers.Serving;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Local;

/// <summary>Where the things of one environment lie.</summary>
internal sealed record EnvironmentFolders(AbsolutePath State, string Environment)
{
    // sun_path holds 108 bytes, one of them the closing zero; the longest socket name we make is "/i-" + 12 + ".sock".
    private const int LongestSocket = 107;
    private const int LongestName = 20;

    public AbsolutePath Root => State / "environments" / Environment;

    public AbsolutePath Edge => Root / "edge";

    public AbsolutePath EdgeRecord => Edge / "edge.json";

    public AbsolutePath EdgeLog => Logs / "edge.log";

    public AbsolutePath Logs => Root / "logs";

    public AbsolutePath Deployments => Root / "deployments";

    public AbsolutePath AdminSocket => Sockets / "edge.sock";

    /// <summary>The folder of sockets; below /tmp when the state folder's own path is too long for one.</summary>
    public AbsolutePath Sockets => IsShort(Root / "run") ? Root / "run" : ShortFolder;

    /// <summary>True when <see cref="Sockets"/> lies in a folder others can write to, so that its owner must be checked.</summary>
    public bool AreSocketsShared => !IsShort(Root / "run");

    // /tmp and not TMPDIR: two calls with different TMPDIR must find the same edge.
    private AbsolutePath ShortFolder =>
        AbsolutePath.Create($"/tmp/slipway-{Libc.EffectiveUser()}-{Digest.Of(System.Text.Encoding.UTF8.GetBytes(Root)).Hex[..16]}");

    public AbsolutePath Deployment(string id) => Deployments / id;

    public AbsolutePath Unpacked(string id) => Deployment(id) / "services";

    public AbsolutePath Instances(string id) => Deployment(id) / "instances";

    public AbsolutePath InstanceRecord(string id, string service) => Instances(id) / $"{service}.json";

    public AbsolutePath Log(string id, string service) => Logs / $"{id}-{service}.log";

    /// <summary>There while an instance is to stand by.</summary>
    public AbsolutePath Standby(string id, string service) => Instances(id) / $"{service}.standby";

    /// <summary>The feature flags that hold for a deployment; its instances follow it.</summary>
    public AbsolutePath Flags(string id) => Deployment(id) / "flags.json";

    /// <summary>Written before the first instance of a deployment starts; what is newer in its folder, it wrote itself.</summary>
    public AbsolutePath Laid(string id) => Deployment(id) / "laid";

    public AbsolutePath AllData => Root / "data";

    /// <summary>What a service keeps; no deployment touches it.</summary>
    public AbsolutePath Data(string service) => AllData / service;

    public AbsolutePath Socket(string id, string service) =>
        Sockets / $"i-{Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{id}/{service}")).Short}.sock";

    /// <summary>The edge of this environment, for whoever talks to it.</summary>
    public EdgeSite ToEdgeSite() => new(Environment, new LocalSocket(AdminSocket), Edge, EdgeLog);

    private static bool IsShort(AbsolutePath folder) => System.Text.Encoding.UTF8.GetByteCount(folder) + LongestName <= LongestSocket;
}
