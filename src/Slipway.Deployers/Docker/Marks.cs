using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Docker;

/// <summary>The labels of our containers: who they are, for whoever looks later. Never a secret, for everybody reads them.</summary>
internal static class Marks
{
    public const string Application = "slipway.application";
    public const string Environment = "slipway.environment";
    public const string Role = "slipway.role";
    public const string Deployment = "slipway.deployment";
    public const string Package = "slipway.package";
    public const string Service = "slipway.service";
    public const string Edge = "edge";
    public const string Instance = "instance";
    public const string Migration = "migration";

    private const string Version = "slipway.version";
    private const string Readiness = "slipway.ready";
    private const string Worker = "slipway.worker";
    private const string StopsWhenLeft = "slipway.stops-when-left";
    private const string True = "true";

    /// <summary>What every container of an environment carries.</summary>
    public static Dictionary<string, string> Of(Names names, string role) => new(StringComparer.Ordinal)
    {
        [Application] = names.Application,
        [Environment] = names.Environment,
        [Role] = role,
    };

    /// <summary>What the container of a service carries besides.</summary>
    public static Dictionary<string, string> Of(Names names, string role, Deployment deployment, PackagedService service)
    {
        Dictionary<string, string> marks = Of(names, role);
        marks[Deployment] = deployment.Id;
        marks[Package] = deployment.PackageId;
        marks[Version] = deployment.Version;
        marks[Service] = service.Name;
        marks[Readiness] = JsonSerializer.Serialize(service.Readiness, MarksJson.Default.Ready);
        if (service.IsWorker)
            marks[Worker] = True;
        if (service.StopsWhenLeft)
            marks[StopsWhenLeft] = True;
        return marks;
    }

    /// <summary>How an instance shows that it is ready.</summary>
    public static Ready ReadinessIn(IDictionary<string, string> marks) =>
        JsonSerializer.Deserialize(marks[Readiness], MarksJson.Default.Ready)!; // written above, never null

    public static bool IsWorkerIn(IDictionary<string, string> marks) => marks.ContainsKey(Worker);

    public static bool StopsWhenLeftIn(IDictionary<string, string> marks) => marks.ContainsKey(StopsWhenLeft);
}

/// <summary>What is written into labels and files of containers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class MarksJson : JsonSerializerContext;
