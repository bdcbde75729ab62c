using System.Collections.Immutable;
using System.Security.Cryptography;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Lays a package's services: every byte is hashed while it is copied, and the folder gets its name only when all are right.</summary>
internal sealed class Unpacker(EnvironmentFolders folders)
{
    private const string Area = "services/";

    public async Task UnpackAsync(Deployment deployment, CancellationToken cancellation)
    {
        ImmutableArray<Artifact> wanted = [.. deployment.Artifacts.Where(artifact => artifact.Path.StartsWith(Area, StringComparison.Ordinal))];
        Check(deployment, wanted);
        string destination = folders.Unpacked(deployment.Id);
        ImmutableArray<Artifact> wrong = await WrongAsync(destination, wanted, cancellation);
        if (wrong.IsEmpty && Directory.Exists(destination))
            return;

        StateFiles.MakeFolder(folders.Deployment(deployment.Id));
        foreach (string stale in Directory.EnumerateDirectories(folders.Deployment(deployment.Id), "services.*.tmp*"))
            Remove(stale);   // of a deployer that was killed; the caller's lease says that nobody else is at work
        string temporary = $"{destination}.{Guid.NewGuid():N}.tmp";
        try
        {
            StateFiles.MakeFolder(temporary);
            foreach (Artifact artifact in wrong)
                await CopyAsync(deployment, artifact, temporary, cancellation);
            Take(temporary, destination, wrong);
        }
        catch (IOException problem) when (StateFiles.IsFull(problem))
        {
            throw new FaultException(ExitCode.Failed, Full(destination, wanted.Sum(artifact => artifact.Size)), problem);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private static void Check(Deployment deployment, ImmutableArray<Artifact> wanted)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        faults.AddRange(deployment.Artifacts.Where(artifact => Escapes(artifact.Path)).Select(artifact => Escaping(deployment, artifact.Path)));
        if (faults.Count == 0)
        {
            var known = wanted.Select(artifact => artifact.Path).ToHashSet(StringComparer.Ordinal);
            string area = Path.Combine(deployment.PackageFolder, "services");
            IEnumerable<string> present = Directory.Exists(area) ? Directory.EnumerateFileSystemEntries(area, "*", SearchOption.AllDirectories) : [];
            foreach (string path in present.Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(deployment.PackageFolder, path);
                if (new FileInfo(path).LinkTarget is not null)
                    faults.Add(Linked(path, name));
                else if (!Directory.Exists(path) && !known.Contains(name))
                    faults.Add(Extra(path, name));
            }
        }

        if (faults.Count > 0)
            throw new FaultException(ExitCode.Damaged, faults.ToImmutable());
    }

    private static bool Escapes(string path) =>
        path.Contains('\\', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or "..");

    private static async Task CopyAsync(Deployment deployment, Artifact artifact, string temporary, CancellationToken cancellation)
    {
        string source = Path.Combine(deployment.PackageFolder, artifact.Path);
        string target = Path.Combine(temporary, artifact.Path[Area.Length..]);
        if (!File.Exists(source))
            throw new FaultException(ExitCode.Damaged, Missing(source, artifact));

        StateFiles.MakeFolder(Path.GetDirectoryName(target)!);
        bool isExecutable = (File.GetUnixFileMode(source) & UnixFileMode.UserExecute) != 0 || IsProgram(deployment, artifact.Path);
        string actual;
        await using (var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
        await using (FileStream output = StateFiles.Create(target, isExecutable ? StateFiles.PrivateFolder : StateFiles.PrivateFile))
        {
            actual = await CopyAsync(input, output, cancellation);
            StateFiles.Synchronize(output);
        }

        if (actual != artifact.Sha256)
            throw new FaultException(ExitCode.Damaged, Different(source, artifact, actual));
    }

    private static async Task<string> CopyAsync(FileStream input, FileStream output, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[128 * 1024];
        while (await input.ReadAsync(buffer, cancellation) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
            await output.WriteAsync(buffer.AsMemory(0, length), cancellation);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What is not started by dotnet must be executable, whatever carried the package here.
    private static bool IsProgram(Deployment deployment, string path) => !path.EndsWith(".dll", StringComparison.Ordinal)
        && deployment.Services.Any(service => path == $"{Area}{service.Name}/{service.EntryPoint}" || path == $"{Area}{service.Name}/{service.Migrate?.Program}");

    // What a service wrote beside its program is its own, and stays; what the package brought must be as it was brought.
    private static async Task<ImmutableArray<Artifact>> WrongAsync(string destination, ImmutableArray<Artifact> wanted, CancellationToken cancellation)
    {
        if (!Directory.Exists(destination))
            return wanted;
        var wrong = ImmutableArray.CreateBuilder<Artifact>();
        foreach (Artifact artifact in wanted)
        {
            if (!await IsRightAsync(Path.Combine(destination, artifact.Path[Area.Length..]), artifact, cancellation))
                wrong.Add(artifact);
        }

        return wrong.ToImmutable();
    }

    private static async Task<bool> IsRightAsync(string path, Artifact artifact, CancellationToken cancellation)
    {
        if (!File.Exists(path) || new FileInfo(path).LinkTarget is not null)
            return false;
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) == artifact.Sha256;
    }

    // The folder of a deployment gets its name when all of it is right. In one that has its name, files that are wrong are replaced one by one:
    // an instance may run from it, keeps what it has open, and keeps the folder it stands in.
    private static void Take(string temporary, string destination, ImmutableArray<Artifact> wrong)
    {
        if (!Directory.Exists(destination))
        {
            Directory.Move(temporary, destination);
            StateFiles.SynchronizeFolder(Path.GetDirectoryName(destination)!);
            return;
        }

        foreach (string name in wrong.Select(artifact => artifact.Path[Area.Length..]))
        {
            string target = Path.Combine(destination, name);
            StateFiles.MakeFolder(Path.GetDirectoryName(target)!);
            File.SetLastWriteTimeUtc(Path.Combine(temporary, name), Directory.GetCreationTimeUtc(destination)); // it is no file that a service wrote
            File.Move(Path.Combine(temporary, name), target, overwrite: true);
            StateFiles.SynchronizeFolder(Path.GetDirectoryName(target)!);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static Fault Escaping(Deployment deployment, string path) => new(
        "SLP4010", $"the manifest names '{path}', which leads out of the package or is not a plain relative path", deployment.PackageFolder,
        "do not deploy this package; pack it again from its commit");

    private static Fault Linked(string path, string name) => new(
        "SLP4011", $"{name} is a link; a package holds files only", path, "do not deploy this package; pack it again from its commit");

    private static Fault Extra(string path, string name) => new(
        "SLP4012", $"{name} is in the package folder but not in its manifest", path, "remove it, or pack again if it belongs to the package");

    private static Fault Missing(string path, Artifact artifact) => new(
        "SLP4013", $"{artifact.Path} is in the manifest (sha256 {artifact.Sha256}, {artifact.Size} bytes) but not in the package folder", path,
        "fetch the package again, or pack it again from its commit");

    private static Fault Different(string path, Artifact artifact, string actual) => new(
        "SLP4014", $"{artifact.Path} is not what the manifest says: expected sha256 {artifact.Sha256}, actual {actual}", path,
        "fetch the package again, or pack it again from its commit; find out who changed it");

    private static Fault Full(string destination, long size) => new(
        "SLP4015", $"the disk is full: the services need {size / 1024.0 / 1024.0:0.0} MiB at {destination}; nothing was left behind", destination,
        $"free that much (df -h {Path.GetDirectoryName(destination)}), then deploy again");
}
