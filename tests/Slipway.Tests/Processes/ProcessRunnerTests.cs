using System.Diagnostics;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Processes;

public sealed class ProcessRunnerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arguments_arrive_untouched()
    {
        string[] words = ["a b", "", "$HOME", "*", "it's \"quoted\"", "--", "ä\tß", "; touch /tmp/slipway-canary"];

        CommandResult result = await Dummy.RunAsync(Dummy.Told(["echo", .. words]), cancellation: Cancellation);

        Assert.Equal(words, result.Output.Select(line => line.Text));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Output_that_is_asked_for_comes_whole_and_a_part_of_it_is_never_taken_for_all()
    {
        var lines = new Command { Executable = "seq", Arguments = ["1", "300000"] };
        var oneLine = new Command { Executable = "sh", Arguments = ["-c", "head -c 3000000 /dev/zero | tr '\\0' x"], KeepsAllOutput = true };

        CommandResult whole = await Dummy.RunAsync(lines with { KeepsAllOutput = true }, cancellation: Cancellation);
        CommandResult end = await Dummy.RunAsync(lines, cancellation: Cancellation);

        Assert.Equal((true, 300000, "1", "300000"), (whole.IsComplete, whole.Output.Length, whole.Output[0].Text, whole.Output[^1].Text));
        Assert.Equal((false, "300000"), (end.IsComplete, end.Output[^1].Text));
        Assert.Equal("SLP5006", Assert.Throws<FaultException>(() => end.StandardOutput).Faults[0].Code);
        Assert.Equal(3_000_000, Assert.Single((await Dummy.RunAsync(oneLine, cancellation: Cancellation)).Output).Text.Length);
    }

    [Fact]
    public async Task A_nonzero_exit_is_a_result()
    {
        Assert.Equal(7, (await Dummy.RunAsync(Dummy.Told("exit", "7"), cancellation: Cancellation)).ExitCode);
    }

    [Fact]
    public async Task Standard_error_is_told_apart()
    {
        CommandResult result = await Dummy.RunAsync(Dummy.Told("error", "oops"), cancellation: Cancellation);

        Assert.Equal("", result.StandardOutput);
        Assert.Equal("oops", result.StandardError);
    }

    [Fact]
    public async Task Standard_input_is_empty()
    {
        Assert.Equal("0", (await Dummy.RunAsync(Dummy.Told("read"), cancellation: Cancellation)).StandardOutput);
    }

    [Fact]
    public async Task Environment_and_folder_are_the_commands_own()
    {
        Command command = Dummy.Told("print-env", "SLIPWAY_TEST");
        CommandResult set = await Dummy.RunAsync(command with { Environment = command.Environment.Add("SLIPWAY_TEST", "yes") }, cancellation: Cancellation);
        CommandResult home = await Dummy.RunAsync(Dummy.Told("print-env", "HOME") with { Environment = command.Environment.Add("HOME", null) }, cancellation: Cancellation);
        CommandResult folder = await Dummy.RunAsync(Dummy.Told("pwd") with { WorkingDirectory = "/usr" }, cancellation: Cancellation);

        Assert.Equal(["yes", "(unset)", "/usr"], [set.StandardOutput, home.StandardOutput, folder.StandardOutput]);
    }

    [Fact]
    public async Task A_missing_program_names_itself_and_PATH()
    {
        FaultException thrown = await Assert.ThrowsAsync<FaultException>(() => Dummy.RunAsync(new Command { Executable = "no-such-tool" }, cancellation: Cancellation));

        Fault fault = Assert.Single(thrown.Faults);
        Assert.Equal("SLP5001", fault.Code);
        Assert.Equal("there is no program 'no-such-tool' to run: no-such-tool", fault.Cause);
        Assert.StartsWith("PATH=", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        FaultException thrown = await Assert.ThrowsAsync<FaultException>(
            () => Dummy.RunAsync(Dummy.Told("pwd") with { WorkingDirectory = "/no/such/folder" }, cancellation: Cancellation));

        Assert.Equal(("SLP5002", "/no/such/folder"), (thrown.Faults[0].Code, thrown.Faults[0].Place));
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_not_started()
    {
        string file = Path.GetTempFileName();
        try
        {
            FaultException thrown = await Assert.ThrowsAsync<FaultException>(() => Dummy.RunAsync(new Command { Executable = file }, cancellation: Cancellation));

            Assert.Equal(("SLP5003", file), (thrown.Faults[0].Code, thrown.Faults[0].Place));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("echo no interpreter is named\n")]
    [InlineData("\u007fELF of a machine that nobody has, nobody at all")]
    public async Task What_the_system_does_not_run_is_handed_to_nobody_else(string content)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, content, Cancellation);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            FaultException thrown = await Assert.ThrowsAsync<FaultException>(() => Dummy.RunAsync(new Command { Executable = file }, cancellation: Cancellation));

            Assert.Equal(("SLP5003", file), (thrown.Faults[0].Code, thrown.Faults[0].Place));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_ended()
    {
        Command command = Dummy.Told("sleep", "60") with { Timeout = TimeSpan.FromSeconds(0.3) };

        FaultException thrown = await Assert.ThrowsAsync<FaultException>(() => Dummy.RunAsync(command, cancellation: Cancellation));

        Assert.Equal("SLP5004", thrown.Faults[0].Code);
        Assert.Contains("not finished after 0.3 s", thrown.Faults[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_too_short_to_mask_is_refused()
    {
        FaultException thrown = await Assert.ThrowsAsync<FaultException>(
            () => Dummy.RunAsync(Dummy.Told("pwd") with { Secrets = ["docker"] }, cancellation: Cancellation));

        Assert.Equal(("SLP5005", ExitCode.Usage), (thrown.Faults[0].Code, thrown.ExitCode));
        Assert.DoesNotContain("docker", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_masked_in_lines_and_result()
    {
        var seen = new List<string>();
        Command command = Dummy.Told("echo", "token=hunter2hunter2!") with { Secrets = ["hunter2hunter2"] };

        CommandResult result = await Dummy.RunAsync(command, line => seen.Add(line.Text), Cancellation);

        Assert.Equal(["token=***!"], seen);
        Assert.Equal("token=***!", result.StandardOutput);
    }

    [Fact]
    public async Task What_the_listener_throws_comes_back_and_the_child_is_gone()
    {
        Command command = Dummy.Told("flood", "100000000");

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Dummy.RunAsync(command, _ => throw new InvalidTimeZoneException(), Cancellation));
    }

    [Fact]
    public async Task A_grandchild_that_holds_the_pipe_does_not_hold_us()
    {
        string mark = Guid.NewGuid().ToString("N");
        long start = Stopwatch.GetTimestamp();

        Command command = Dummy.Told("spawn", "holder", "20");
        CommandResult result = await Dummy.RunAsync(command with { Environment = command.Environment.Add("TEST_MARK", mark) }, cancellation: Cancellation);

        Assert.Equal("spawned", result.StandardOutput);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.4, 5);
        string left = Assert.Single(Dummy.Carrying(mark));      // it ended by itself: what it left is its own affair
        Process.GetProcessById(int.Parse(left)).Kill();
    }
}
