using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A script that changes stored data, as the build knows it.</summary>
/// <param name="Id">Unique for good, and safe as a file name: <c>0007-split-name</c>.</param>
/// <param name="Phase">Whether it adds, moves or takes away.</param>
/// <param name="Change">Name that the expand, migrate and contract steps of one change share.</param>
/// <param name="File">The script; it goes into the package.</param>
public sealed record MigrationScript(string Id, MigrationPhase Phase, string Change, AbsolutePath File)
{
    /// <summary>What is lost when the release is taken back after it. Default <c>none</c>.</summary>
    public string DataLoss { get; init; } = "none";

    internal string PathInPackage => $"migrations/{Id}{Path.GetExtension(File)}";

    internal Migration ToPackaged(string sha256) => new(Id, Phase, Change, PathInPackage, sha256, DataLoss);

    internal void CopyTo(AbsolutePath folder)
    {
        Directory.CreateDirectory(folder / "migrations");
        System.IO.File.Copy(File, folder / PathInPackage);
    }
}
