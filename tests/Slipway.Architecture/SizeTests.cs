namespace Slipway.Architecture;

/// <summary>Files and methods stay small enough to be read at once.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 60;

    public static TheoryData<string> All => [.. Projects.All];

    [Theory]
    [MemberData(nameof(All))]
    public void No_file_is_longer_than_300_lines(string project)
    {
        string[] wrong = [.. Projects.Files(project)
            .Select(file => (File: file, Lines: File.ReadLines(file).Count()))
            .Where(item => item.Lines > LongestFile)
            .Select(item => $"{Projects.Shown(item.File)}: {item.Lines} lines")];

        Assert.None(wrong);
    }

    // Measured on the compiler's own line table, so that no text of ours has to be parsed. Initializers of fields belong to no method.
    [Theory]
    [MemberData(nameof(All))]
    public void No_method_is_longer_than_60_lines(string project)
    {
        string[] wrong = [.. Code.ReadMethods(project)
            .Where(method => method.Name is not (".ctor" or ".cctor") && !method.File.Contains("/obj/", StringComparison.Ordinal) && !method.File.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(method => method.LastLine - method.FirstLine + 2 > LongestMethod)
            .Select(method => $"{method.Type}.{method.Name}: {method.LastLine - method.FirstLine + 2} lines ({method.File}:{method.FirstLine})")];

        Assert.None(wrong);
    }

    [Fact]
    public void The_line_table_is_there() => Assert.True(Code.ReadMethods("Slipway.Delivery").Length > 100);
}
