using System.ComponentModel;
using Slipway.Running;
using Slipway.Tooling;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.Tooling;

public sealed class ToolingTests
{
    public static TheoryData<ArgumentStringHandler, string[]> CommandLines
    {
        get
        {
            AbsolutePath path = "/with blank/x";
            string none = "";
            string[] several = ["a b", "c"];
            return new()
            {
                { "build  --no-restore", ["build", "--no-restore"] },
                { "run \"a b\" 'c \" d' e\"f g\"h \"\" \"q\\\"q\"", ["run", "a b", "c \" d", "ef gh", "", "q\"q"] },
                { $"build {path} --x={path} -p:Y={1.5}", ["build", "/with blank/x", "--x=/with blank/x", "-p:Y=1.5"] },
                { $"a \"{path}/y\" {none} b", ["a", "/with blank/x/y", "b"] },
                { $"a {several} b", ["a", "a b", "c", "b"] },
                { $"echo {"\"; rm -rf /"}", ["echo", "\"; rm -rf /"] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Command_lines_fall_into_words(ArgumentStringHandler line, string[] words)
    {
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        ProcessTasks.StartProcess("tool", line).AssertZeroExitCode();

        Assert.Equal(words, runner.Commands.Single().Arguments);
    }

    [Fact]
    public void A_value_marked_r_is_a_secret()
    {
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        ToolResolver.GetPathTool("curl")($"--header {"it's 12345678":r}");

        Assert.Equal(["it's 12345678"], runner.Commands.Single().Secrets);
        Assert.Equal(["> curl --header ***", "done"], runner.Console);
    }

    [Fact]
    public void A_failed_tool_throws_with_the_end_of_its_output()
    {
        var runner = new ScriptedRunner(_ => ScriptedRunner.Ended(3, "line 1", "error X1: no"));
        using IDisposable scope = runner.Enter();

        using StartedProcess process = ProcessTasks.StartProcess("tool", "a");

        Assert.Equal(3, process.ExitCode);
        Fault fault = Assert.Throws<FaultException>(() => process.AssertZeroExitCode()).Faults[0];
        Assert.Equal(("SLP5101", "exit code 3 from: tool a\nline 1\nerror X1: no\nin /root"), (fault.Code, fault.Cause));
        Assert.Matches(@"ToolingTests\.cs:\d+$", fault.Place);
    }

    [Fact]
    public void Of_a_compiler_every_error_is_shown_once_and_nothing_else()
    {
        string[] lines = [.. Enumerable.Range(1, 40).SelectMany(number => new[] { $"Words.cs({number},1): error CS0103: no {number} [/a.csproj::net9.0]", "noise", $"Words.cs({number},1): error CS0103: no {number} [/a.csproj::net10.0]" }), "    80 Error(s)"];
        var runner = new ScriptedRunner(_ => ScriptedRunner.Ended(1, lines));
        using IDisposable scope = runner.Enter();

        string cause = Assert.Throws<FaultException>(() => ToolResolver.GetPathTool("dotnet")("build")).Faults[0].Cause;

        string[] told = cause.Split('\n');
        Assert.Equal(42, told.Length); // the command, forty errors, the folder
        Assert.All(told[1..^1], (line, index) => Assert.StartsWith($"Words.cs({index + 1},1): error CS0103", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Output_that_was_cut_is_refused_by_who_reads_it_and_minded_by_nobody_else()
    {
        var runner = new ScriptedRunner(_ => ScriptedRunner.Ended(0, "the end") with { IsComplete = false });
        using IDisposable scope = runner.Enter();

        IReadOnlyCollection<Output> output = ToolResolver.GetPathTool("seq")("1 300000");

        Assert.True(runner.Commands.Single().KeepsAllOutput);
        Assert.Equal("SLP5006", Assert.Throws<FaultException>(output.StdToText).Faults[0].Code);
    }

    [Fact]
    public void Outside_a_run_tasks_say_so() =>
        Assert.Contains("inside a target", Assert.Throws<InvalidOperationException>(() => RunScope.Current).Message, StringComparison.Ordinal);

    [Fact]
    public void Enumerations_are_read_by_text()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(Flavour));

        Assert.Same(Flavour.Sweet, converter.ConvertFrom("SWEET"));
        Assert.Same(Flavour.Sour, converter.ConvertFrom("very-sour"));
        Assert.Same(Flavour.Sour, converter.ConvertFrom("sour"));
        Assert.Equal("'x' is none of Sweet, very-sour.", Assert.Throws<FormatException>(() => converter.ConvertFrom("x")).Message);
        Assert.True(Flavour.Sweet != Flavour.Sour);
        Assert.Equal("very-sour", Flavour.Sour);
    }

    [Fact]
    public void Combinations_come_in_order() =>
        Assert.Equal(["1a", "1b", "2a", "2b"], "".CombineWith([1, 2], (text, number) => text + number).CombineWith(["a", "b"], (text, letter) => text + letter));

    [TypeConverter(typeof(TypeConverter<Flavour>))]
    private sealed class Flavour : Enumeration
    {
        public static readonly Flavour Sweet = new() { Value = nameof(Sweet) };
        public static readonly Flavour Sour = new() { Value = "very-sour" };

        public static implicit operator string(Flavour flavour) => flavour.Value;
    }
}
