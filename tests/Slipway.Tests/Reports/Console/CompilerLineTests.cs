using Slipway.Reports.Console;
using Slipway.Reports.Markdown;
using Slipway.Targets.Events;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Console;

public sealed class CompilerLineTests
{
    [Theory]
    [InlineData("/repo/A.cs(3,9): error CS0103: no 'x' [/repo/a.csproj::TargetFramework=net9.0]", true, "CS0103", "no 'x'", "/repo/A.cs", 3, 9)]
    [InlineData("  A.cs(3): warning X1234: old form", false, "X1234", "old form", "A.cs", 3, 1)]
    [InlineData("/repo/a.csproj : error NU1101: no package [/repo/X.slnx]", true, "NU1101", "no package", "/repo/a.csproj", 0, 0)]
    [InlineData("CSC : warning CS8002: not signed", false, "CS8002", "not signed", "", 0, 0)]
    [InlineData("/a (b)/A.cs(7,1,7,9): error CS1002: ; expected", true, "CS1002", "; expected", "/a (b)/A.cs", 7, 1)]
    public void A_diagnostic_is_read_with_its_place(string line, bool isError, string code, string message, string file, int row, int column) =>
        Assert.Equal(new CompilerLine(isError, code, message, file, row, column), CompilerLine.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("0 Error(s)")]
    [InlineData("note: error handling is here")]
    [InlineData("log: error : something")]
    [InlineData("he said: warning signs: two of them")]
    public void Other_lines_are_none(string line) => Assert.Null(CompilerLine.Parse(line));

    [Fact]
    public void Warnings_are_counted_by_kind_and_listed_once_up_to_twenty()
    {
        CompilerLine[] warnings = [.. Enumerable.Range(1, 22).Select(line => new CompilerLine(false, line < 3 ? "CS0168" : "CS0219", "unused", "A.cs", line, 1))];

        string[] lines = [.. WarningsText.Render(warnings, new Palette(IsColored: false))];

        Assert.Equal("22 warnings: CS0219 × 20, CS0168 × 2", lines[0]);
        Assert.Equal(("  A.cs(1,1): warning CS0168: unused", "  … and 2 more in the log", 22), (lines[1], lines[^1], lines.Length));
        Assert.Empty(WarningsText.Render([], new Palette(IsColored: false)));
        Assert.Equal("1 warning: CS0168", WarningsText.Render([warnings[0]], new Palette(IsColored: false)).First());
    }

    [Fact]
    public void A_run_is_a_table_with_what_went_wrong_below()
    {
        var failed = new TargetResult("Compile", Outcome.Failed, TimeSpan.FromSeconds(7), null, [new Fault("SLP1404", "dotnet ended with 1\nA.cs(1,1): error `x`", "dotnet build", "mend <it>")], HasActions: true);
        var rest = new TargetResult("Te|st", Outcome.NotRun, TimeSpan.Zero, null, [], HasActions: true);

        string text = RunText.Render(new BuildResult([failed, rest], ExitCode.Failed), [new CompilerLine(false, "CS0168", "unused", "A.cs", 1, 1)]);

        Assert.StartsWith("### Failed\n", text, StringComparison.Ordinal);
        Assert.Contains("| Compile | Failed | 7 s |  |\n| Te\\|st | NotRun |  |  |\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet ended with 1\nA.cs(1,1): error 'x'\n```", text, StringComparison.Ordinal);
        Assert.Contains("mend: mend &lt;it>", text, StringComparison.Ordinal);
        Assert.Contains("<summary>1 warning</summary>", text, StringComparison.Ordinal);
    }
}
