using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Deployers.Local;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Feeds;

/// <summary>What was published into a feed from here, oldest first: the last whole deployment is the one that is live.</summary>
internal sealed record FeedRecord(ImmutableArray<PublishedDeployment> Line)
{
    public PublishedDeployment? Live => Line.LastOrDefault(deployment => deployment.IsWhole);

    public static async Task<FeedRecord> ReadAsync(AbsolutePath state, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        AbsolutePath file = FileOf(state, environment);
        return File.Exists(file) ? JsonSerializer.Deserialize(await File.ReadAllBytesAsync(file, cancellation), FeedJson.Default.FeedRecord)! : new FeedRecord([]); // written by us, never null
    }

    public async Task WriteAsync(AbsolutePath state, DeploymentEnvironment environment)
    {
        AbsolutePath file = FileOf(state, environment);
        StateFiles.MakeFolder(file.Parent!); // a file has one
        await StateFiles.ReplaceAsync(file, JsonSerializer.SerializeToUtf8Bytes(this, FeedJson.Default.FeedRecord), CancellationToken.None);
    }

    private static AbsolutePath FileOf(AbsolutePath state, DeploymentEnvironment environment) => new EnvironmentFolders(state, environment.Name).Root / "feed.json";
}

/// <summary>One deployment into a feed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="PackageId">Its release package.</param>
/// <param name="IsWhole">False while it is under way: what it published is to be withdrawn when it does not end.</param>
/// <param name="Packages">The NuGet packages in it.</param>
internal sealed record PublishedDeployment(string Id, string PackageId, bool IsWhole, ImmutableArray<PublishedPackage> Packages);

/// <summary>One NuGet package of a deployment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Content">Digest of its content.</param>
/// <param name="IsOurs">True where this deployment put it there; what was there before is left there.</param>
internal sealed record PublishedPackage(string Id, string Version, string Content, bool IsOurs);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FeedRecord))]
internal sealed partial class FeedJson : JsonSerializerContext;
