using System.Security.Cryptography;
using static Slipway.Tooling.ProcessTasks;

namespace Slipway.CachedBuild;

/// <summary>A build program whose targets say what they read and make; tests start it, and kill it.</summary>
internal sealed partial class Build : SlipwayBuild
{
    public static int Main() => Execute<Build>(build => build.Bundle);

    [Parameter("Goes into what Make makes")]
    private readonly string Flavor = "plain";

    [Parameter("Milliseconds between two files of Make")]
    private readonly int Pause = 1;

    [Parameter("Never kept"), Secret]
    private readonly string Token = "";

    // One file for each read, a link, a program and an empty folder, slowly, so that a kill meets all of it.
    private Target Make => _ => _
        .Inputs("src/**/*.txt").InputsExcept("**/left-out/**")
        .Inputs(() => Flavor)
        .InputVariables("CACHED_MOOD")
        .Outputs("out")
        .Executes(() =>
        {
            Note("Make");
            Directory.CreateDirectory(RootDirectory / "out" / "empty");
            foreach (string file in Directory.EnumerateFiles(RootDirectory / "src", "*.txt", SearchOption.AllDirectories).Where(file => !file.Contains("left-out", StringComparison.Ordinal)))
            {
                string name = Path.GetRelativePath(RootDirectory / "src", file).Replace('/', '-');
                File.WriteAllText(RootDirectory / "out" / name, $"{Flavor} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}\n");
                Thread.Sleep(Pause);
            }

            File.WriteAllText(RootDirectory / "out" / "run.sh", "#!/bin/sh\n");
            File.SetUnixFileMode(RootDirectory / "out" / "run.sh", (UnixFileMode)0b111_101_101);
            File.Delete(RootDirectory / "out" / "link");
            File.CreateSymbolicLink(RootDirectory / "out" / "link", "run.sh");
            Console.WriteLine($"made with {Flavor}");
            StartProcess("sh", ["-c", "echo mood ${CACHED_MOOD-none}, hidden ${CACHED_HIDDEN-none}"]).AssertZeroExitCode();
        });

    // What Make makes counts without being named.
    private Target Bundle => _ => _
        .DependsOn(Make)
        .Inputs("bundle.conf")
        .Outputs("bundle/all.txt")
        .Executes(() =>
        {
            Note("Bundle");
            Directory.CreateDirectory(RootDirectory / "bundle");
            File.WriteAllLines(RootDirectory / "bundle" / "all.txt", Directory.GetFiles(RootDirectory / "out").Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file).Trim()}"));
        });

    private Target Fails => _ => _.Inputs("src/**/*.txt").Outputs("failed.txt").Executes(() =>
    {
        Note("Fails");
        File.WriteAllText(RootDirectory / "failed.txt", "half");
        throw new InvalidOperationException("it broke");
    });

    private Target Leaks => _ => _.Inputs("src/**/*.txt").Outputs("leak.txt").Executes(() =>
    {
        Note("Leaks");
        File.WriteAllText(RootDirectory / "leak.txt", $"the token is {Token}");
    });

    private Target Random => _ => _.Inputs("src/**/*.txt").Outputs("random.txt").Executes(() => File.WriteAllText(RootDirectory / "random.txt", Guid.NewGuid().ToString()));

    private Target Whole => _ => _.Inputs("src/**/*.txt").Executes(() => Note("Whole"));

    private Target ExitsWith => _ => _.Inputs("src/**/*.txt").Executes(() =>
    {
        Note("ExitsWith");
        ExitCode = 42;
    });

    private Target Pushes => _ => _.Effects("pushes to the registry").Executes(() => Note("Pushes"));

    private Target Noop => _ => _.Executes(() => { });

    private Target Thousand => _ => _.Inputs("many").Outputs("thousand").Executes(() =>
    {
        Directory.CreateDirectory(RootDirectory / "thousand");
        foreach (string file in Directory.EnumerateFiles(RootDirectory / "many"))
            File.Copy(file, Path.Combine(RootDirectory / "thousand", Path.GetFileName(file)));
    });

    // Tells tests what ran.
    private static void Note(string target) => File.AppendAllText(RootDirectory / "ran.log", target + "\n");
}
