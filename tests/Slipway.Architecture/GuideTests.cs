using Slipway.Fakes;
using Slipway.Releases.Gates;
using Slipway.Vocabulary.Paths;

namespace Slipway.Architecture;

/// <summary>What documents tell people to type is run by the gate: it runs every <c>sh</c> block of every guide.</summary>
public sealed class GuideTests
{
    private static AbsolutePath Guides => Repository.Root / "src/Slipway/Guides";

    [Fact]
    public void Every_command_of_the_readme_stands_in_a_guide_or_in_the_gate()
    {
        HashSet<string> run = [.. Directory.EnumerateFiles(Guides, "*.md").SelectMany(file => Blocks(file, "```sh")).Concat(File.ReadLines(Repository.Root / ".ci/run").Select(line => line.Trim().Split("step ", 2)[^1].Replace("env SLIPWAY_SOAK=1 ", "", StringComparison.Ordinal)))];

        Assert.None([.. Blocks(Repository.Root / "README.md", "```").Where(line => line.StartsWith("./build.sh", StringComparison.Ordinal) || line.Contains(" && ", StringComparison.Ordinal)).Where(line => !run.Contains(line))]);
    }

    [Fact]
    public void Every_guide_with_commands_is_run_by_the_gate()
    {
        string gate = File.ReadAllText(Repository.Root / ".ci/run");

        Assert.None([.. Directory.EnumerateFiles(Guides, "*.md").Where(file => Blocks(file, "```sh").Any()).Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !gate.Contains(name, StringComparison.Ordinal))]);
    }

    [Fact]
    public void Every_guide_is_named_in_the_readme()
    {
        string readme = File.ReadAllText(Repository.Root / "README.md");

        Assert.None([.. Directory.EnumerateFiles(Guides, "*.md").Select(file => Path.GetRelativePath(Repository.Root, file)).Where(file => !readme.Contains($"({file})", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Every_gate_stands_in_the_guide()
    {
        string guide = File.ReadAllText(Guides / "govern.md");

        Assert.None([.. ProfileGates.All.Concat(BuiltInGates.All).Select(gate => gate.Name).Where(name => name != "policy" && !guide.Contains($"`{name}`", StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> Blocks(string file, string fence)
    {
        bool isIn = false;
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isIn = !isIn && line == fence;
            else if (isIn && line.Length > 0)
                yield return line;
        }
    }
}
