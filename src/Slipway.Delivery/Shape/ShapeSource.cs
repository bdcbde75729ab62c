using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Slipway.Delivery.Scanning;
using Slipway.Releases.Shape;
using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Shape;

/// <summary>Reads what <see cref="RepositoryShape"/> holds of a repository and its machine.</summary>
public sealed partial class ShapeSource(ICommandRunner runner, AbsolutePath root)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A project as it lies there: whether it is one of tests is told by what was restored, by what it says, and by its name, for imported properties say the rest.</summary>
    public ShapedProject Project(AbsolutePath file)
    {
        string path = Path.GetRelativePath(root, file);
        if (!File.Exists(file))
            return new ShapedProject(path, Exists: false, IsTest: false);
        AbsolutePath assets = SolutionGround.AssetsOf(file);
        bool isTest = TestName().IsMatch(file.NameWithoutExtension) || TestWords().IsMatch(File.ReadAllText(file))
            || (File.Exists(assets) && TestPackages().IsMatch(File.ReadAllText(assets)));
        return new ShapedProject(path, Exists: true, isTest);
    }

    /// <summary>The SDK that builds in the repository's folder, or what <c>dotnet</c> says where none may.</summary>
    public async Task<(string? Version, string Failure)> ReadSdkAsync(CancellationToken cancellation)
    {
        try
        {
            CommandResult result = await runner.RunAsync(new Command { Executable = "dotnet", Arguments = ["--version"], WorkingDirectory = root, Timeout = Patience }, null, cancellation).ConfigureAwait(false);
            string[] lines = [.. result.Output.Select(line => line.Text).Where(line => line.Length > 0)];
            return result.ExitCode == 0 && lines.Length > 0 ? (lines[^1], "") : (null, Why(lines));
        }
        catch (FaultException missing)
        {
            return (null, missing.Faults[0].Cause);
        }
    }

    // In front of its reason dotnet guesses at what was meant.
    private static string Why(string[] lines) =>
        string.Join(", ", lines.SkipWhile(line => !line.Contains(".NET SDK was not found", StringComparison.Ordinal)).Take(3).Select(line => line.Trim().TrimEnd('.'))) is { Length: > 0 } why ? why : string.Join(' ', lines);

    /// <summary>Those folders beside a project's file that git would take in.</summary>
    /// <exception cref="FaultException">There is no git on this machine (exit 1).</exception>
    public async Task<ImmutableArray<string>> ReadUnignoredAsync(AbsolutePath project, CancellationToken cancellation)
    {
        var unignored = ImmutableArray.CreateBuilder<string>();
        foreach (string folder in (string[])["bin", "obj"])
        {
            string path = Path.GetRelativePath(root, project.Parent! / folder / "x"); // a file has a folder
            CommandResult result = await runner.RunAsync(GitCommands.CheckIgnore(root, path), null, cancellation).ConfigureAwait(false);
            if (result.ExitCode == 1)
                unignored.Add(folder);
        }

        return unignored.ToImmutable();
    }

    /// <summary>True where somebody listens on a port of this machine.</summary>
    public static async Task<bool> IsTakenAsync(int port, CancellationToken cancellation)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("(^|[._-])([Tt]ests?|[Ss]pecs)$|[a-z0-9](Tests?|Specs)$", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();

    [GeneratedRegex("Microsoft\\.NET\\.Test\\.Sdk|\"(xunit|nunit|mstest|tunit)|MSTest\\.Sdk|<IsTestProject>true", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TestWords();

    [GeneratedRegex("\"(Microsoft\\.NET\\.Test\\.Sdk|Microsoft\\.Testing\\.Platform)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TestPackages();
}
