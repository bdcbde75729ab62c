using System.Text.Json;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Which platform <c>dotnet test</c> uses here: the <c>test.runner</c> of <c>global.json</c> decides.</summary>
internal static class TestPlatformChoice
{
    public static TestPlatform Of(AbsolutePath root)
    {
        AbsolutePath file = root / "global.json";
        if (!File.Exists(file))
            return TestPlatform.VSTest;
        // Read as text: editors put a byte order mark in front, and the SDK reads over it.
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.TryGetProperty("test", out JsonElement test) && test.TryGetProperty("runner", out JsonElement runner) && runner.GetString() == "Microsoft.Testing.Platform"
            ? TestPlatform.MicrosoftTestingPlatform
            : TestPlatform.VSTest;
    }
}
