using Slipway.Delivery.Images;
using Slipway.Fakes;
using Slipway.Fakes.Docker;
using Slipway.Releases.Images;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Docker;

/// <summary>One engine and one base image for all tests that need them; made when the first of them asks.</summary>
public sealed class DockerGround : IAsyncDisposable
{
    private readonly TempFolder _temp = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private BaseImage? _base;

    public DockerEngine Engine { get; } = new();

    /// <summary>The base of the images.</summary>
    public async Task<BaseImage> BaseAsync()
    {
        await _one.WaitAsync();
        try
        {
            return _base ??= await MakeAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _temp.Dispose();
        _one.Dispose();
    }

    private async Task<BaseImage> MakeAsync()
    {
        AbsolutePath layout = _temp.Path / "base";
        return await BaseImage.ReadAsync(new ImageReference(layout, Digest.Parse(BaseLayout.Write(layout))), _temp.Path, TestContext.Current.CancellationToken);
    }
}

/// <summary>Tests on a Docker engine, one after the other.</summary>
[CollectionDefinition(nameof(OnDocker))]
public sealed class OnDocker : ICollectionFixture<DockerGround>;
