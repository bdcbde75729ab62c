using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Packages;

/// <summary>What can be wrong with a stored package.</summary>
public static class PackageFaults
{
    /// <summary>A file is not the one that was sealed.</summary>
    public static Fault Altered(string place, string expected, string actual) => new(
        "SLP2001", $"the file's SHA-256 is {actual}, recorded is {expected}", place, "the package was changed after it was sealed; build it again from its commit, and find out who wrote to the store");

    /// <summary>A sealed file is gone.</summary>
    public static Fault Missing(string place) => new(
        "SLP2002", "a file of the package is missing", place, "restore the file from another copy of the store, or build the package again from its commit");

    /// <summary>A file is there that was not sealed.</summary>
    public static Fault Extra(string place) => new(
        "SLP2003", "the package holds a file its manifest does not name", place, "remove the file, and find out who wrote to the store");

    /// <summary>A manifest cannot be read.</summary>
    public static Fault Unreadable(string place, string reason) => new(
        "SLP2004", $"the manifest cannot be read: {reason}", place, "build the package again with this version of Slipway");

    /// <summary>No such package is in the store.</summary>
    public static Fault Unknown(string packageId, string store) => new(
        "SLP2005", $"there is no package {packageId}", store, "./build.sh Package makes one; ./build.sh History lists those that were deployed");

    /// <summary>The beginning of an id fits several packages.</summary>
    public static Fault AmbiguousId(string text, int count) => new(
        "SLP2006", $"{count} packages start with {text}", "--package", "give more digits of the id");

    /// <summary>A member of an archive has no place in it.</summary>
    public static Fault NotCarried(string place, string member, string reason) => new(
        "SLP2008", $"{member} in the archive is refused: {reason}", place, "export the package again from a store you trust; nothing of this archive was kept");

    /// <summary>A file is no archive of a package.</summary>
    public static Fault NotAnArchive(string place, string reason) => new(
        "SLP2009", $"this is no archive of a package: {reason}", place, "give a file that ./build.sh Package --export made, whole");

    /// <summary>An archive holds another package than the one asked for.</summary>
    public static Fault NotThatPackage(string place, string asked, string found) => new(
        "SLP2010", $"the archive holds package {found}, asked for was {asked}", place, "import the file of that package, or leave --package away and look what it is");
}
