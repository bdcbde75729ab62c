using Slipway.Delivery.Durable;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>The front door's program, kept in the state under the digest of its files.</summary>
internal static class EdgeProgram
{
    private const string Name = "Slipway.Edge.dll";

    /// <summary>The path of the program to start; copied there first where it is not yet.</summary>
    public static string Install(AbsolutePath buildProgram, AbsolutePath state)
    {
        AbsolutePath source = buildProgram / "edge";
        if (!File.Exists(source / Name))
            throw new FaultException(ExitCode.Failed, new Fault("SLP4901", "the front door's program is not beside the build program", source, "delete .nuke/temp/build and start ./build.sh again"));
        string[] files = [.. Directory.EnumerateFiles(source).Order(StringComparer.Ordinal)];
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (string file in files)
            hash.AppendData(File.ReadAllBytes(file));
        AbsolutePath home = state / "programs" / $"edge-{Digest.FromHash(hash.GetHashAndReset()).Short}";
        if (!Directory.Exists(home))
            Copy(files, home);
        return home / Name;
    }

    private static void Copy(string[] files, AbsolutePath home)
    {
        AbsolutePath part = home + $".{Environment.ProcessId}.part";
        PrivateFolder.Create(part);
        foreach (string file in files)
            File.Copy(file, part / Path.GetFileName(file), overwrite: true);
        try
        {
            Directory.Move(part, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            Directory.Delete(part, recursive: true); // another run was quicker, with the same files
        }
    }
}
