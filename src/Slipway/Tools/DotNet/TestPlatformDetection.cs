using Slipway.IO;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tools.DotNet;

/// <summary>Tells which platform <c>dotnet test</c> will use in a folder.</summary>
internal static class TestPlatformDetection
{
    /// <summary>What the nearest global.json upwards says in <c>test.runner</c>; without it VSTest, as the SDK has it.</summary>
    public static TestPlatform Of(AbsolutePath start)
    {
        for (AbsolutePath? folder = start; folder is not null; folder = folder.Parent)
        {
            if (!(folder / "global.json").FileExists())
                continue;
            var settings = (folder / "global.json").ReadJson<Settings>();
            return settings?.Test?.Runner == "Microsoft.Testing.Platform" ? TestPlatform.MicrosoftTestingPlatform : TestPlatform.VSTest;
        }

        return TestPlatform.VSTest;
    }

    private sealed record Settings(TestSection? Test);

    private sealed record TestSection(string? Runner);
}
