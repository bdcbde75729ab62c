using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.Caching;

/// <summary>A repository and the build program of Slipway.CachedBuild, started as a process.</summary>
internal sealed class BuiltRepository : IDisposable
{
    private readonly TempFolder _folder = new();

    public BuiltRepository()
    {
        Directory.CreateDirectory(Root / ".nuke");
        Write("src/a.txt", "a");
        Write("src/x/b.txt", "b");
        Write("bundle.conf", "c");
    }

    public AbsolutePath Root => _folder.Path;

    public static AbsolutePath ProgramFolder { get; } = typeof(BuiltRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "CachedBuild").Value!;

    /// <summary>Targets that ran since the last question, in order.</summary>
    public string TakeRan()
    {
        AbsolutePath log = Root / "ran.log";
        string ran = File.Exists(log) ? string.Join(' ', File.ReadLines(log)) : "";
        File.Delete(log);
        return ran;
    }

    public void Write(string path, string text)
    {
        AbsolutePath file = Root / path;
        Directory.CreateDirectory(file.Parent!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Root / path);

    public Task<(int ExitCode, string Output)> RunAsync(params string[] words) => RunAsync([], words);

    public async Task<(int ExitCode, string Output)> RunAsync((string Name, string Value)[] environment, params string[] words)
    {
        using Process process = Start(ProgramFolder, environment, words);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + errors);
    }

    public Process Start(AbsolutePath program, (string Name, string Value)[] environment, params string[] words)
    {
        // A test run in a shell's background ignores SIGINT, and whatever it starts would too.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", program / "Slipway.CachedBuild", "--root", Root, .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Root,
        };
        start.Environment.Remove("SLIPWAY_ROOT");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        Process process = Process.Start(start)!; // no shell, so there is one
        process.StandardInput.Close();
        return process;
    }

    /// <summary>What Make must have made of the source that is there, file by file; what is there must be exactly that.</summary>
    public void MustHaveMade(string flavor)
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["run.sh"] = "#!/bin/sh\n", ["link"] = "#!/bin/sh\n" };
        foreach (string file in Directory.EnumerateFiles(Root / "src", "*.txt", SearchOption.AllDirectories))
            expected[Path.GetRelativePath(Root / "src", file).Replace('/', '-')] = $"{flavor} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}\n";

        Assert.Equal(expected, new SortedDictionary<string, string>(Directory.EnumerateFiles(Root / "out").ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal));
        Assert.Equal("run.sh", new FileInfo(Root / "out/link").LinkTarget);
        Assert.True(Directory.Exists(Root / "out/empty"));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(Root / "out/run.sh"));
    }

    public void Dispose() => _folder.Dispose();
}
