using Slipway.IO;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TempFolder : IDisposable
{
    public AbsolutePath Path { get; } = Directory.CreateTempSubdirectory("slipway-").FullName;

    public TempFolder With(params string[] files)
    {
        foreach (string file in files)
            (Path / file).WriteAllText(file);
        return this;
    }

    /// <summary>Relative paths of all files below, as one text.</summary>
    public string Files(string folder = ".") =>
        string.Join(' ', (Path / folder).GetFiles(depth: 99).Select(file => (Path / folder).GetUnixRelativePathTo(file)));

    public void Dispose() => Path.DeleteDirectory();
}
