using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Execution.Caching;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Running;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;
using static Slipway.Tests.Targets.Declared;

namespace Slipway.Tests.Front.Caching;

/// <summary>What a target may say of what it reads and makes, and what is refused before anything runs.</summary>
public sealed class DeclarationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static readonly AbsolutePath Root = "/repo";

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        TargetGraph graph = GraphOf(
            Makes("A", "out", "../elsewhere"), Makes("B", "out/docs"), Makes("C", "/etc/x"), Makes("D", "other/*.txt"), Makes("E", "other/*.txt"));

        var refused = Assert.Throws<FaultException>(() => ReadPatterns.Of(graph, Root));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Golden.Match(refused.Faults.Select(fault => $"{fault.Code} | {fault.Cause} | {fault.Place} | {fault.Mend}"));
    }

    [Fact]
    public void What_has_an_effect_says_not_what_it_reads()
    {
        TargetDeclaration reads = new() { Name = "Push", Caching = new CacheDeclaration { Inputs = ["src"] } };
        TargetAction described = new("Build.cs:3", _ => Task.CompletedTask, _ => Task.FromResult<IReadOnlyList<string>>([]));

        var refused = Assert.Throws<FaultException>(() => GraphOf(reads with { Effects = ["pushes"] }, reads with { Name = "Deploy", Actions = [described] }));
        Assert.Equal(["SLP1006", "SLP1006"], refused.Faults.Select(fault => fault.Code));
        Assert.Equal(2, GraphOf(new TargetDeclaration { Name = "Push", Effects = ["pushes"] }, reads with { Name = "Docs" }).Targets.Length);
    }

    [Fact]
    public void A_target_waits_for_all_that_it_depends_on_however_far()
    {
        TargetGraph graph = GraphOf(Target("Bundle", "Make"), Target("Make", "Fetch Clean"), Target("Fetch"), Target("Clean"), Target("Other"));

        Assert.Equal(["Make", "Fetch", "Clean"], ReadPatterns.DependenciesOf(graph.Targets[0], graph).Select(target => target.Name));
    }

    [Theory]
    [InlineData(null, "unset")]
    [InlineData("unset", "'unset'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData(true, "true")]
    [InlineData(1.5, "1.5")]
    [InlineData(ExitCode.Usage, "'Usage'")]
    public void A_value_has_a_text_of_its_own(object? value, string text) => Assert.Equal(text, ParameterText.Of(value));

    [Fact]
    public void Several_values_are_told_from_one_and_what_has_no_text_is_refused()
    {
        Assert.Equal("['a' 'b c']", ParameterText.Of(new[] { "a", "b c" }));
        Assert.Equal("['a'\\'' '\\''b']", ParameterText.Of(new[] { "a' 'b" }));
        Assert.Equal("'/repo'", ParameterText.Of(Root));
        Assert.Null(ParameterText.Of(new object()));
        Assert.Null(ParameterText.Of(new[] { new object() }));
    }

    [Fact]
    public void Of_variables_a_target_names_values_count_and_of_secrets_only_that_there_is_one()
    {
        var environment = ImmutableSortedDictionary<string, string>.Empty
            .Add("PATH", "/bin").Add("MOOD", "merry").Add("NPM_TOKEN", "abcdefgh").Add("ELSE", "x").Add("TERM", "xterm").Add("KNOWN", "masked-value");
        string Mask(string text) => text == "masked-value" ? "***" : text;

        InputField[] all = [.. DeclaredEnvironment.Fields(new CacheDeclaration(), environment, Mask)];
        Assert.Equal(["ELSE", "KNOWN", "MOOD", "NPM_TOKEN", "PATH"], all.Select(field => field.Name));
        Assert.Equal("a secret", all.Single(field => field.Name == "NPM_TOKEN").Value);
        Assert.Equal("a secret", all.Single(field => field.Name == "KNOWN").Value);
        InputField[] named = [.. DeclaredEnvironment.Fields(new CacheDeclaration { Variables = ["MOOD", "ABSENT", "NPM_TOKEN"] }, environment, Mask)];
        Assert.Equal(["PATH", "MOOD='merry'", "ABSENT=unset", "NPM_TOKEN=a secret"], named.Select(field => field.Name == "PATH" ? "PATH" : $"{field.Name}={field.Value}"));
    }

    [Fact]
    public async Task A_parameter_whose_values_cannot_be_told_apart_is_refused()
    {
        var refused = await Assert.ThrowsAsync<FaultException>(() => ReadAsync(new CacheDeclaration { Parameters = [new ParameterInput("Odd", () => new object())] }));

        Assert.Equal(("SLP1010", ExitCode.Usage), (Assert.Single(refused.Faults).Code, refused.ExitCode));
    }

    [Fact]
    public async Task Of_a_tool_count_the_version_it_prints_and_its_bytes()
    {
        var declared = new CacheDeclaration { Tools = [new ToolInput(_folder.Path / "tool", "--version")] };
        Assert.Equal("absent", await ToolAsync(declared));
        await WriteToolAsync("echo v1.2; echo more");
        string first = await ToolAsync(declared);
        Assert.StartsWith("v1.2, sha256 ", first, StringComparison.Ordinal);
        Assert.Equal(first, await ToolAsync(declared));
        await WriteToolAsync("echo v1.2; echo less");
        Assert.NotEqual(first, await ToolAsync(declared));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ToolAsync(CacheDeclaration declared) => (await ReadAsync(declared)).Single(field => field.Kind == InputKind.Tool).Value;

    private async Task WriteToolAsync(string script)
    {
        await File.WriteAllTextAsync(_folder.Path / "tool", $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_folder.Path / "tool", (UnixFileMode)0b111_101_101);
    }

    private async Task<ImmutableArray<InputField>> ReadAsync(CacheDeclaration declared)
    {
        using IDisposable scope = RunScope.Enter(new RunScope { RootDirectory = _folder.Path, Runner = new ProcessRunner(), Line = _ => { } });
        var others = new OtherInputs([], ParameterSet.Resolve([], [], out _), new TargetCache(new CacheFolder(_folder.Path), CacheUse.Take, TimeProvider.System));
        return await others.ReadAsync(new TargetDeclaration { Name = "Docs" }, declared, TestContext.Current.CancellationToken);
    }

    private static TargetDeclaration Makes(string name, params string[] outputs) => new() { Name = name, Caching = new CacheDeclaration { Inputs = ["src"], Outputs = [.. outputs] } };
}
