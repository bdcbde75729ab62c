namespace Slipway.Releases.Packages;

/// <summary>Names of files inside a package.</summary>
public static class PackagePath
{
    private const long Largest = 1L << 40;

    /// <summary>True for a plain relative path that stays inside the package's folder on every platform.</summary>
    public static bool IsPlain(string path) =>
        path.Length is > 0 and <= 1000
        && !path.Any(character => character is '\\' or ':' || char.IsControl(character))
        && path.Split('/').All(part => part is not ("" or "." or "..") && !part.EndsWith('.') && !part.EndsWith(' '));

    /// <summary>What makes a manifest's list of files one that cannot be laid down as it says; null when nothing does.</summary>
    public static string? Refusal(Manifest manifest)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "manifest.json" };
        foreach (Artifact artifact in manifest.Artifacts)
        {
            if (!IsPlain(artifact.Path))
                return $"'{artifact.Path}' is not a plain path inside the package";
            if (!seen.Add(artifact.Path))
                return $"'{artifact.Path}' is there twice, at least where letter case does not count";
            if (artifact.Size is < 0 or > Largest)
                return $"'{artifact.Path}' has {artifact.Size} bytes";
        }

        return manifest.Services.Select(service => RefusalOf(service, seen)).FirstOrDefault(refusal => refusal is not null);
    }

    // A service's name becomes names of folders, sockets and logs; what is started is a file whose digest is known, or a command of the machine.
    private static string? RefusalOf(PackagedService service, HashSet<string> files) =>
        !IsPlain(service.Name) || service.Name.Contains('/', StringComparison.Ordinal) ? $"'{service.Name}' cannot be the name of a service"
        : files.Contains($"services/{service.Name}/{service.EntryPoint}") || IsCommand(service.EntryPoint) ? null
        : $"the service {service.Name} starts '{service.EntryPoint}', which is no file of the package";

    // The interpreter of a service in another language is the machine's: python3, node. A path would lead anywhere.
    private static bool IsCommand(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-' or '+') && !name.EndsWith(".dll", StringComparison.Ordinal);
}
