using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.PolicyFiles;

/// <summary>Reads <c>.nuke/release.json</c> and what it extends, each with the content it is pinned to.</summary>
public static class PolicyFile
{
    private const int Deepest = 8;
    private const string NuGet = "nuget:";

    /// <summary>All settings that hold for a repository; the preset's alone where it has no policy file.</summary>
    /// <exception cref="FaultException">A file cannot be read, or is not the one that was pinned (exit 2).</exception>
    public static PolicyNode Read(AbsolutePath root)
    {
        AbsolutePath file = root / ".nuke" / "release.json";
        byte[] bytes = File.Exists(file) ? File.ReadAllBytes(file) : [.. "{}"u8];
        PolicyNode own = PolicyText.Read(bytes, ".nuke/release.json");
        return PolicyText.Effective(own, [.. Extended(own, file.Parent!, 1)]);
    }

    private static IEnumerable<PolicyNode> Extended(PolicyNode node, AbsolutePath folder, int depth)
    {
        foreach (PolicyReference reference in PolicyText.References(node))
        {
            if (depth > Deepest)
                throw new FaultException(ExitCode.Usage, new Fault("SLP3701", $"policies extend each other more than {Deepest} deep", reference.Place, "extend fewer files"));
            AbsolutePath file = FileOf(reference, folder);
            byte[] bytes = File.Exists(file) ? File.ReadAllBytes(file) : throw new FaultException(ExitCode.Usage, new Fault("SLP3702", $"there is no {file}", reference.Place, "restore the package, or mend the path"));
            if (Digest.Of(bytes).Hex is var actual && actual != reference.Sha256)
                throw new FaultException(ExitCode.Usage, new Fault("SLP3703", $"{reference.File} has SHA-256 {actual}, pinned is {reference.Sha256}", reference.Place, "read what changed; then pin the new digest"));
            PolicyNode extended = PolicyText.Read(bytes, reference.File);
            foreach (PolicyNode below in Extended(extended, file.Parent!, depth + 1))
                yield return below;
            yield return extended;
        }
    }

    // nuget:Contoso.Policies/1.2.0/policy.json lies in the folder that restore unpacks packages to.
    private static AbsolutePath FileOf(PolicyReference reference, AbsolutePath folder)
    {
        if (!reference.File.StartsWith(NuGet, StringComparison.Ordinal))
            return AbsolutePath.Create(Path.GetFullPath(reference.File, folder));
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] parts = reference.File[NuGet.Length..].Split('/', 2);
        return AbsolutePath.Create(Path.GetFullPath(Path.Combine(packages, parts[0].ToLowerInvariant(), parts.Length > 1 ? parts[1] : "")));
    }
}
