using System.Text;
using Slipway.Components;
using Slipway.Tools.DotNet;

namespace Slipway.Tests.Front;

/// <summary>Files as editors save them.</summary>
public sealed class TestPlatformChoiceTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Global_json_is_read_with_and_without_a_byte_order_mark(bool isMarked)
    {
        Assert.Equal(TestPlatform.VSTest, TestPlatformChoice.Of(_folder.Path));
        File.WriteAllText(_folder.Path / "global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" }, /* why */ }""", new UTF8Encoding(isMarked));

        Assert.Equal(TestPlatform.MicrosoftTestingPlatform, TestPlatformChoice.Of(_folder.Path));
    }
}
