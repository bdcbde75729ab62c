using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Processes;
using Slipway.Releases.Packages;

namespace Slipway.Deployers.Local;

/// <summary>One started instance, as it is remembered on disk.</summary>
internal sealed record InstanceRecord(
    string DeploymentId, string PackageId, string Service, ProcessIdentity Process, string Socket, string ReadyPath, string LogFile)
{
    /// <summary>Its name where its service has several; null where it is the service's own.</summary>
    public string? Instance { get; init; }

    /// <summary>How it shows that it is ready; null in records of an older Slipway and of services that keep the contract.</summary>
    public Ready? Ready { get; init; }

    /// <summary>Bytes of the log before it started; a line above was another instance's.</summary>
    public long LogStart { get; init; }

    /// <summary>True for a program that opens no socket.</summary>
    public bool IsWorker { get; init; }

    /// <summary>True where it is ended once its release lost the traffic.</summary>
    public bool StopsWhenLeft { get; init; }

    /// <summary>Its name among those of its deployment.</summary>
    [JsonIgnore]
    public string Name => Instance ?? Service;

    /// <summary>How often and when it was started again without a verb; null where it never was.</summary>
    [JsonIgnore]
    public Comeback? Comeback { get; init; }

    /// <summary>How it shows that it is ready.</summary>
    [JsonIgnore]
    public Ready Readiness => Ready ?? Releases.Packages.Ready.Contract(ReadyPath);

    /// <summary>The entry of its environment no other process has but its own children.</summary>
    public string Marker => $"SLIPWAY_SOCKET={Socket}";

    /// <summary>The record in a file with what its supervisor added, or null where there is none that can be read.</summary>
    public static async Task<InstanceRecord?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            InstanceRecord? record = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellation), LocalJson.Default.InstanceRecord);
            return Comeback.Read(Path.ChangeExtension(path, Comeback.Extension)) is { } back
                ? record! with { Process = back.Process, LogStart = back.LogStart, Comeback = back } // written by us, and not null
                : record;
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
