using Slipway.Vocabulary.Paths;

namespace Slipway.Fakes;

/// <summary>The repository the tests were compiled from.</summary>
public static class Repository
{
    public static AbsolutePath Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A source file as the compiler named it (paths are mapped away in our builds), as it lies on disk.</summary>
    public static AbsolutePath SourceFile(string compiled)
    {
        int start = compiled.Replace('\\', '/').LastIndexOf("/tests/Slipway.", StringComparison.Ordinal);
        return start < 0 ? throw new ArgumentException($"'{compiled}' is not below tests/.", nameof(compiled)) : Root / compiled[(start + 1)..];
    }

    private static AbsolutePath Find(AbsolutePath folder) =>
        File.Exists(folder / "Slipway.slnx") ? folder : Find(folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie in the repository: no folder above them holds Slipway.slnx."));
}
