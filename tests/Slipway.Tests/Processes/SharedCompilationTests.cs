using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Processes;

/// <summary>One compiler server for the commands of a run, and none afterwards.</summary>
public sealed class SharedCompilationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_builds_are_compiled_by_one_server_which_ends_with_the_run()
    {
        Soak.OrSkip("restores and compiles a project");
        using var folder = new TempFolder();
        File.WriteAllText(folder.Path / "global.json", "{}");
        File.WriteAllText(folder.Path / "hello.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Command build = new DotNetBuildSettings { ProjectFile = "hello.csproj", Verbosity = DotNetVerbosity.detailed, ProcessWorkingDirectory = folder.Path }.ToCommand();
        var runner = new RecordingRunner(new ProcessRunner());
        string name, pipe;
        await using (var compilation = new SharedCompilation(runner))
        {
            foreach (string word in (string[])["one", "two"])
            {
                File.WriteAllText(folder.Path / "hello.cs", $"System.Console.WriteLine(\"{word}\");");
                var lines = new List<string>();
                Assert.Equal(0, (await compilation.RunAsync(build, line => lines.Add(line.Text), Cancellation)).ExitCode);
                Assert.Contains(lines, line => line.Contains($"Named pipe '{runner.Server}' connected", StringComparison.Ordinal));
                Assert.DoesNotContain(lines, line => line.Contains("Attempting to create process", StringComparison.Ordinal)); // it would be MSBuild's then, and not ours
            }

            name = runner.Server;
            pipe = Path.Combine(Path.GetTempPath(), name);
            Assert.Single(runner.Commands.Select(command => command.Environment.GetValueOrDefault("SharedCompilationId")).OfType<string>().Distinct());
            Assert.True(File.Exists(pipe));
            Assert.Single(Named(name));
        }

        Assert.Empty(Named(name));
        Assert.False(File.Exists(pipe));
    }

    [Theory]
    [InlineData("build x", true)]
    [InlineData("pack x", true)]
    [InlineData("publish x", true)]
    [InlineData("publish x --no-build", false)]
    [InlineData("run --project x", true)]
    [InlineData("run --no-build", false)]
    [InlineData("test", true)]
    [InlineData("test --no-build", false)]
    [InlineData("restore", false)]
    [InlineData("--version", false)]
    [InlineData("", false)]
    public void Commands_that_compile_are_told_from_others(string arguments, bool isCompiling)
    {
        var command = new Command { Executable = "dotnet", Arguments = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], Environment = DotNetSettings.QuietEnvironment };

        Assert.Equal(isCompiling, SharedCompilation.IsCompiling(command));
    }

    [Theory]
    [InlineData("UseSharedCompilation", "true")]
    [InlineData("UseSharedCompilation", null)]
    [InlineData("SharedCompilationId", "theirs")]
    public void Who_chose_a_server_keeps_it(string variable, string? value)
    {
        var command = new Command { Executable = "dotnet", Arguments = ["build"], Environment = DotNetSettings.QuietEnvironment.SetItem(variable, value) };

        Assert.False(SharedCompilation.IsCompiling(command));
    }

    [Fact]
    public async Task Where_no_server_can_be_had_the_command_runs_as_it_is()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Path / "dotnet", "#!/bin/sh\necho 0.0.0\n");
        File.SetUnixFileMode(folder.Path / "dotnet", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var runner = new RecordingRunner(new ProcessRunner());
        var command = new Command { Executable = folder.Path / "dotnet", Arguments = ["build"], Environment = DotNetSettings.QuietEnvironment };
        await using var compilation = new SharedCompilation(runner);

        await compilation.RunAsync(command, null, Cancellation);

        Assert.Same(command, runner.Commands[^1]);
    }

    [Fact]
    public async Task What_hinders_the_server_hinders_no_command()
    {
        var runner = new RecordingRunner(new ProcessRunner()) { Hindrance = () => throw new FaultException(ExitCode.Failed, new Fault("SLP0000", "not finished after 5 s", "dotnet --version", "wait")) };
        var command = new Command { Executable = "true", Arguments = ["build"], Environment = DotNetSettings.QuietEnvironment };
        await using var compilation = new SharedCompilation(runner);

        CommandResult result = await compilation.RunAsync(command, null, Cancellation);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["--version", "build"], runner.Commands.Select(asked => asked.Arguments[0]));
    }

    [Fact]
    public async Task A_command_that_is_cancelled_while_the_server_starts_takes_it_from_no_other()
    {
        var answer = new TaskCompletionSource();
        var runner = new RecordingRunner(new ProcessRunner()) { Hindrance = () => answer.Task };
        var command = new Command { Executable = "true", Arguments = ["build"], Environment = DotNetSettings.QuietEnvironment };
        await using var compilation = new SharedCompilation(runner);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<CommandResult> first = compilation.RunAsync(command, null, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        Assert.Equal(0, (await compilation.RunAsync(command, null, Cancellation)).ExitCode);
    }

    private static ImmutableArray<string> Named(string word) =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && IsNamed(folder, word))];

    private static bool IsNamed(string folder, string word)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline").Contains(word, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private sealed class RecordingRunner(ICommandRunner runner) : ICommandRunner
    {
        public List<Command> Commands { get; } = [];

        /// <summary>What happens before a version is told.</summary>
        public Func<Task> Hindrance { get; init; } = () => Task.CompletedTask;

        public string Server => Commands[^1].Environment["SharedCompilationId"]!;

        public async Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
        {
            Commands.Add(command);
            if (command.Arguments is ["--version"])
                await Hindrance();
            return await runner.RunAsync(command, line, cancellation);
        }
    }
}
