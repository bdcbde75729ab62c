using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>What <c>build.sh</c> does before the build program runs.</summary>
[Collection(nameof(SmallRepository))]
public sealed class LauncherTests(SmallRepository small)
{
    [Fact]
    public async Task Words_arrive_untouched_from_any_folder_and_through_a_symlink()
    {
        string[] words = ["two words", "\"quoted\" 'twice'", "line\nbreak", "Grüße 你好", "$HOME `id` *", "back\\slash", ""];
        string elsewhere = Directory.CreateDirectory(Path.Combine(small.Root, "else where")).FullName;
        string link = Path.Combine(elsewhere, "start");
        File.CreateSymbolicLink(link, "../build.sh");
        await using Launch launch = small.Start(folder: elsewhere, launcher: "./start", words: ["Echo", "--words", .. words]);

        (await launch.EndAsync()).Expect(0);

        Assert.Equal(words, small.Heard[(small.Heard.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('\u001f'));
    }

    [Theory]
    [InlineData("Ec", "Echo")]
    [InlineData("echo", "Echo")]
    [InlineData("Zz", "")]
    [InlineData("Echo --wo", "--words")]
    [InlineData("Echo --verbosity v", "Verbose")]
    public async Task What_is_typed_is_completed_in_a_real_bash(string typed, string expected)
    {
        (await small.RunAsync("Echo")).Expect(0);
        string[] words = typed.Split(' ');
        string script = $"source <(./build.sh :completion bash); COMP_WORDS=(./build.sh {typed}); COMP_CWORD={words.Length}; _slipway; echo \"=${{COMPREPLY[*]}}=\"";
        await using Launch bash = Launch.Start(small.Root, new Dictionary<string, string>(), "bash", "-c", script);

        (await bash.EndAsync()).Expect(0, $"={expected}=");
    }

    [Fact]
    public async Task The_exit_code_is_the_build_s_own() => (await small.RunAsync("Fail")).Expect(42);

    [Fact]
    public async Task A_second_start_compiles_nothing()
    {
        string program = small.Program;

        Ended ended = (await small.RunAsync("Echo")).Expect(0);

        Assert.DoesNotContain("compiling", ended.All, StringComparison.Ordinal);
        Assert.Equal(program, small.Program);
    }

    [Fact]
    public async Task An_edit_is_noticed_even_when_size_and_time_stamp_are_as_before_and_needs_the_compiler_alone()
    {
        DateTime stamp = File.GetLastWriteTimeUtc(small.BuildFile);
        small.Edit("edits");
        File.SetLastWriteTimeUtc(small.BuildFile, stamp);

        Ended ended = (await small.RunAsync("Echo")).Expect(0);

        Assert.StartsWith("edits:", small.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("compiling", ended.All, StringComparison.Ordinal); // MSBuild did not run
    }

    [Fact]
    public async Task An_edit_after_one_that_was_taken_back_needs_the_compiler_alone_too()
    {
        Soak.OrSkip("compiles the build program again");
        small.Edit("taken back");
        (await small.RunAsync("Echo")).Expect(0);
        small.Edit("first");
        (await small.RunAsync("Echo")).Expect(0);
        small.Edit("after");

        Ended ended = (await small.RunAsync("Echo")).Expect(0);

        Assert.StartsWith("after:", small.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("compiling", ended.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_after_the_outputs_of_compilation_were_deleted_compiles_everything()
    {
        Soak.OrSkip("compiles the build program again");
        foreach (string name in new[] { "bin", "obj" })
            Directory.Delete(Path.Combine(small.Root, "build", name), recursive: true);
        small.Edit("anew");

        (await small.RunAsync("Echo")).Expect(0, "compiling");

        Assert.StartsWith("anew:", small.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_program_and_a_deleted_one_are_repaired()
    {
        Soak.OrSkip("compiles the build program again");
        using (FileStream program = File.OpenWrite(Path.Combine(small.Program, "Slipway.dll")))
            program.SetLength(1000);
        (await small.RunAsync("Echo")).Expect(0);

        Directory.Delete(small.Program, recursive: true);
        (await small.RunAsync("Echo")).Expect(0);
    }

    [Fact]
    public async Task Of_two_launches_at_once_one_compiles_and_both_run()
    {
        Soak.OrSkip("compiles the build program");
        small.Edit("both");
        Directory.Delete(small.Programs, recursive: true);
        await using Launch one = small.Start(words: "Echo");
        await using Launch other = small.Start(words: "Echo");

        Ended[] ended = [await one.EndAsync(), await other.EndAsync()];

        Assert.All(ended, each => each.Expect(0));
        Assert.Single(ended, each => each.All.Contains("compiling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_launch_killed_while_it_compiles_leaves_nothing_that_the_next_one_trusts()
    {
        Soak.OrSkip("compiles the build program again");
        small.Edit("killed");
        Directory.Delete(small.Programs, recursive: true);
        await using (Launch killed = small.Start(words: "Echo"))
        {
            await Eventually.IsTrueAsync("the compilation has begun", () => File.Exists(Path.Combine(small.Programs, "publish.log")));
            killed.Kill();
            await killed.EndAsync();
        }

        (await small.RunAsync("Echo")).Expect(0);
        Assert.StartsWith("killed:", small.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_errors_are_shown_as_the_compiler_wrote_them()
    {
        string text = await File.ReadAllTextAsync(small.BuildFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(small.BuildFile, text.Replace("Words to say back\")]", "Words to say back\")] oops", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        try
        {
            Assert.Matches(@"Build\.cs\(\d+,\d+\): error CS", (await small.RunAsync("Echo")).Expect(1).All);
        }
        finally
        {
            await File.WriteAllTextAsync(small.BuildFile, text, TestContext.Current.CancellationToken);
        }

        (await small.RunAsync("Echo")).Expect(0);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_build_and_its_children()
    {
        await using Launch launch = small.Start(new Dictionary<string, string> { ["SLIPWAY_TEST_MARK"] = "ctrl-c" }, words: "Sleep");
        await Eventually.IsTrueAsync("the child sleeps", () => Marked.Processes("ctrl-c").Any(process => process.Contains("sleep", StringComparison.Ordinal)));

        await launch.InterruptAsync();
        Assert.Empty(Marked.Processes("ctrl-c"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_launch_that_is_ended_while_it_compiles_takes_the_compiler_along(bool isInterrupted)
    {
        Soak.OrSkip("compiles the build program again");
        small.Edit($"ended {isInterrupted}");
        Directory.Delete(small.Programs, recursive: true);
        string mark = $"compiling-{isInterrupted}";
        await using Launch launch = small.Start(new Dictionary<string, string> { ["SLIPWAY_TEST_MARK"] = mark }, words: "Echo");
        await Eventually.IsTrueAsync("MSBuild runs", () => Marked.Processes(mark).Any(process => process.Contains("publish", StringComparison.Ordinal)));

        if (isInterrupted)
            await launch.InterruptAsync();
        else
            launch.KillAlone();

        await Eventually.IsTrueAsync("nothing is left", () => Marked.Processes(mark).Count == 0);
        (await small.RunAsync("Echo")).Expect(0);
    }

    [Fact]
    public async Task No_build_server_stays_behind()
    {
        small.Edit("alone");
        Directory.Delete(small.Programs, recursive: true);
        await using Launch launch = small.Start(new Dictionary<string, string> { ["SLIPWAY_TEST_MARK"] = "servers" }, words: "Echo");

        (await launch.EndAsync()).Expect(0);

        Assert.Empty(Marked.Processes("servers"));
    }

    [Fact]
    public async Task Without_an_sdk_one_is_installed_with_the_script_that_curl_fetches()
    {
        Soak.OrSkip("compiles the build program");
        string tools = Directory.CreateDirectory(Path.Combine(small.Root, "tools")).FullName;
        string real = (await WhichAsync("dotnet")).Trim();
        string script = $"#!/bin/bash\nwhile [[ $# -gt 0 ]]; do [[ $1 == --install-dir ]] && mkdir -p \"$2\" && ln -sf '{real}' \"$2/dotnet\"; shift; done\n";
        await WriteToolAsync(tools, "install-script", script);
        await WriteToolAsync(tools, "curl", $"#!/bin/bash\nwhile [[ $# -gt 0 ]]; do [[ $1 == -o ]] && cp '{tools}/install-script' \"$2\"; shift; done\n");
        await WriteToolAsync(tools, "dotnet", "#!/bin/bash\nexit 145\n");
        Directory.Delete(Path.Combine(small.Root, ".nuke", "temp"), recursive: true);
        await using Launch launch = small.Start(new Dictionary<string, string> { ["PATH"] = $"{tools}:/usr/bin:/bin", ["DOTNET_ROOT"] = Path.GetDirectoryName(Path.GetFullPath(real))! }, words: "Echo");

        (await launch.EndAsync()).Expect(0, "installing one into .nuke/temp/dotnet");

        Assert.StartsWith(small.Root, (await File.ReadAllLinesAsync(Path.Combine(small.Programs, "current"), TestContext.Current.CancellationToken))[0], StringComparison.Ordinal);
    }

    private static async Task WriteToolAsync(string folder, string name, string text)
    {
        string file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<string> WhichAsync(string tool)
    {
        await using Launch which = Launch.Start(small.Root, new Dictionary<string, string>(), "bash", "-c", $"command -v {tool}");
        return (await which.EndAsync()).Expect(0).Output;
    }
}
