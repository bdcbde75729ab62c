using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every command runner promises. A subclass lends a runner that starts real programs.</summary>
public abstract class CommandRunnerContract
{
    protected abstract ICommandRunner Runner { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_fails_is_a_result()
    {
        CommandResult result = await Runner.RunAsync(Shell("echo out; echo err >&2; exit 3"), null, Cancellation);

        Assert.Equal((3, "out", "err"), (result.ExitCode, result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task Lines_are_handed_over_one_at_a_time_in_order()
    {
        var lines = new List<string>();

        await Runner.RunAsync(Shell("for i in 1 2 3 4 5; do echo line $i; done; printf 'no end'"), line => lines.Add(line.Text), Cancellation);

        Assert.Equal(["line 1", "line 2", "line 3", "line 4", "line 5", "no end"], lines);
    }

    [Fact]
    public async Task Arguments_arrive_untouched()
    {
        string[] given = ["", " ", "a b", "'", "\"", "$HOME", "*", "\\", "ä 日本", "--", "line\nline"];

        CommandResult result = await Runner.RunAsync(new Command { Executable = "/bin/sh", Arguments = ["-c", "for a in \"$@\"; do printf '%s|' \"$a\"; done", "sh", .. given] }, null, Cancellation);

        Assert.Equal(string.Join('|', given) + "|", result.StandardOutput);
    }

    [Fact]
    public async Task Folder_and_variables_are_as_told()
    {
        using var folder = new TempFolder();
        Command command = Shell("pwd -P; echo $SLIPWAY_TEST_ADDED; echo ${HOME-gone}") with
        {
            WorkingDirectory = folder.Path,
            Environment = System.Collections.Immutable.ImmutableSortedDictionary<string, string?>.Empty.Add("SLIPWAY_TEST_ADDED", "yes").Add("HOME", null),
        };

        CommandResult result = await Runner.RunAsync(command, null, Cancellation);

        Assert.Equal($"{folder.Path}\nyes\ngone", result.StandardOutput);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task Standard_input_arrives_whole_while_output_is_read(int length)
    {
        byte[] input = [.. Enumerable.Range(0, length).Select(index => (byte)(index % 70 == 69 ? '\n' : 'a' + (index % 26)))];
        long characters = 0;

        CommandResult result = await Runner.RunAsync(new Command { Executable = "cat", Input = input }, line => characters += line.Text.Length + 1, Cancellation);

        Assert.Equal((0, (long)length), (result.ExitCode, length == 0 ? characters : characters - (input[^1] == '\n' ? 0 : 1)));
    }

    [Fact]
    public async Task A_program_that_does_not_read_its_input_ends_as_it_likes() =>
        Assert.Equal(3, (await Runner.RunAsync(Shell("exec <&-; exit 3") with { Input = new byte[1_000_000] }, null, Cancellation)).ExitCode);

    [Fact]
    public async Task Secrets_are_neither_handed_over_nor_kept()
    {
        var lines = new List<string>();

        CommandResult result = await Runner.RunAsync(Shell("echo before-correct-horse-after; echo correct-horse >&2") with { Secrets = ["correct-horse"] }, line => lines.Add(line.Text), Cancellation);

        Assert.Equal("before-***-after", result.StandardOutput);
        Assert.DoesNotContain(lines.Concat(result.Output.Select(line => line.Text)), text => text.Contains("correct-horse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_fault() =>
        await Assert.ThrowsAsync<FaultException>(() => Runner.RunAsync(new Command { Executable = "no-such-program-anywhere" }, null, Cancellation));

    [Fact]
    public async Task Cancelling_ends_the_program_and_throws_with_the_callers_token()
    {
        using var cancel = new CancellationTokenSource();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Runner.RunAsync(Shell("echo started; exec sleep 60"), _ => cancel.Cancel(), cancel.Token));

        Assert.Equal(cancel.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_command_whose_time_is_over_is_a_fault() =>
        await Assert.ThrowsAsync<FaultException>(() => Runner.RunAsync(Shell("exec sleep 60") with { Timeout = TimeSpan.FromMilliseconds(200) }, null, Cancellation));

    private static Command Shell(string script) => new() { Executable = "/bin/sh", Arguments = ["-c", script] };
}
