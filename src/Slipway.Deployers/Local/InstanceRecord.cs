using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Releases.Packages;

namespace Slipway.Deployers.Local;

/// <summary>One started instance, as it is remembered on disk.</summary>
internal sealed record InstanceRecord(
    string DeploymentId, string PackageId, string Service, ProcessIdentity Process, string Socket, string ReadyPath, string LogFile)
{
    /// <summary>How it shows that it is ready; null in records of an older Slipway and of services that keep the contract.</summary>
    public Ready? Ready { get; init; }

    /// <summary>Bytes of the log before it started; a line above was another instance's.</summary>
    public long LogStart { get; init; }

    /// <summary>True for a program that opens no socket.</summary>
    public bool IsWorker { get; init; }

    /// <summary>True where it is ended once its release lost the traffic.</summary>
    public bool StopsWhenLeft { get; init; }

    /// <summary>How it shows that it is ready.</summary>
    [JsonIgnore]
    public Ready Readiness => Ready ?? Releases.Packages.Ready.Contract(ReadyPath);

    /// <summary>The entry of its environment no other process has but its own children.</summary>
    public string Marker => $"SLIPWAY_SOCKET={Socket}";

    /// <summary>The record in a file, or null where there is none that can be read.</summary>
    public static async Task<InstanceRecord?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellation), LocalJson.Default.InstanceRecord);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;   // never started, or torn: its process is found by its marker instead
        }
    }

    public Task WriteAsync(string path, CancellationToken cancellation) =>
        StateFiles.ReplaceAsync(path, JsonSerializer.SerializeToUtf8Bytes(this, LocalJson.Default.InstanceRecord), cancellation);
}

/// <summary>What the local deployer writes down.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InstanceRecord))]
[JsonSerializable(typeof(ProcessIdentity))]
internal sealed partial class LocalJson : JsonSerializerContext;
