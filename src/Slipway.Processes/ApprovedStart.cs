using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Processes;

/// <summary>
/// What a deployment approved as one of its instances, so that the same can be started again by a process that knows nothing else: kept in a file as long as
/// the instance is wanted. Without the file, nothing is started.
/// </summary>
/// <param name="Program">Absolute path of the executable.</param>
/// <param name="Arguments">Its arguments, without its own name.</param>
/// <param name="Environment">Its environment without the secrets.</param>
/// <param name="Secrets">A private file with the names and values of its secrets; null where it has none.</param>
/// <param name="Folder">Folder it starts in.</param>
/// <param name="LogFile">File its output is appended to.</param>
/// <param name="Socket">The Unix socket it listens on; also its mark.</param>
public sealed record ApprovedStart(
    string Program, ImmutableArray<string> Arguments, ImmutableSortedDictionary<string, string> Environment, string? Secrets,
    string Folder, string LogFile, string Socket)
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".start";

    /// <summary>The entry of its environment that no other process has but its own children.</summary>
    [JsonIgnore]
    public string Marker => $"SLIPWAY_SOCKET={Socket}";

    /// <summary>The words it is started as, its program first.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Words => [Program, .. Arguments];

    /// <summary>The content of the file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, KeptJson.Default.ApprovedStart);

    /// <summary>Secrets as they are kept in a file of their own.</summary>
    public static byte[] Keep(ImmutableSortedDictionary<string, string> secrets) =>
        JsonSerializer.SerializeToUtf8Bytes(secrets, KeptJson.Default.ImmutableSortedDictionaryStringString);

    /// <summary>What a file approves; null where there is none that can be read.</summary>
    public static ApprovedStart? Read(string path) => KeptFile.Read(path, KeptJson.Default.ApprovedStart);

    /// <summary>Instructions to start it now, its secrets among them.</summary>
    /// <returns>Null where it has secrets and their file cannot be read: without them it would be something else.</returns>
    public DetachedStart? ToStart()
    {
        ImmutableSortedDictionary<string, string> environment = Environment;
        if (Secrets is not null)
        {
            if (KeptFile.Read(Secrets, KeptJson.Default.ImmutableSortedDictionaryStringString) is not { } secrets)
                return null;
            environment = environment.SetItems(secrets);
        }

        return new DetachedStart(Program, Arguments, environment, Folder, LogFile);
    }
}
