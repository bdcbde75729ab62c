using System.Net;
using System.Net.Sockets;
using Slipway.Delivery.Shape;
using Slipway.Processes;

namespace Slipway.Tests.Delivery.Shape;

/// <summary>Real files, a real dotnet, a real socket.</summary>
public sealed class ShapeSourceTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />", false)]
    [InlineData("Shop.Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />", true)]
    [InlineData("Checks.csproj", "<Project><ItemGroup><PackageReference Include=\"xunit.v3\" /></ItemGroup></Project>", true)]
    [InlineData("Latest.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />", false)]
    public void A_test_project_is_told_by_its_words_or_its_name(string name, string text, bool isTest)
    {
        File.WriteAllText(_folder.Path / name, text);

        Assert.Equal(new(name, Exists: true, isTest), new ShapeSource(new ProcessRunner(), _folder.Path).Project(_folder.Path / name));
    }

    [Fact]
    public async Task The_sdk_is_the_one_that_may_build_in_the_folder()
    {
        var source = new ShapeSource(new ProcessRunner(), _folder.Path);
        Assert.NotNull((await source.ReadSdkAsync(TestContext.Current.CancellationToken)).Version);

        await File.WriteAllTextAsync(_folder.Path / "global.json", """{ "sdk": { "version": "5.0.100", "rollForward": "disable" } }""", TestContext.Current.CancellationToken);
        (string? version, string failure) = await source.ReadSdkAsync(TestContext.Current.CancellationToken);

        Assert.Null(version);
        Assert.Contains("5.0.100", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_is_taken_while_somebody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.True(await ShapeSource.IsTakenAsync(port, TestContext.Current.CancellationToken));

        listener.Stop();

        Assert.False(await ShapeSource.IsTakenAsync(port, TestContext.Current.CancellationToken));
    }
}
