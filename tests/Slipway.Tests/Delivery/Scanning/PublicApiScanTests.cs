using Slipway.Delivery.Scanning;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Evidence;
using Slipway.Releases.Packages;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Scanning;

/// <summary>Packs a real library before and after a change.</summary>
public sealed class PublicApiScanTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private AbsolutePath Project => _folder.Path / "Shapes" / "Shapes.csproj";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_others_compile_against_and_is_gone_is_found()
    {
        Soak.OrSkip("packs for real");
        Manifest live = await PackedAsync("public static class Area { public static double OfSquare(double side) => side * side; public static double OfCircle(double radius) => radius * radius * 3.14; }");

        Write("public static class Area { public static double OfSquare(double side) => side * side; public static double OfRing(double inner, double outer) => outer - inner; }");
        ScanReport narrowed = await ReadAsync(live);
        Write("public static class Area { public static double OfSquare(double side) => side * side; public static double OfCircle(double radius) => radius * radius * 3.14; public static int Sides => 4; }");
        ScanReport widened = await ReadAsync(live);
        Write("public static class Area {");
        ScanReport broken = await ReadAsync(live);

        Assert.StartsWith("Shapes: CP0002: Member 'double Area.OfCircle(double)' exists on", Assert.Single(narrowed.Findings), StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "1 of 1 NuGet packages compared with 1.0.0"), (narrowed.Baseline, narrowed.Looked));
        Assert.Equal((true, 0), (widened.HasData, widened.Findings.Length));
        Assert.False(broken.HasData);
        Assert.StartsWith("Shapes.csproj cannot be packed:", broken.Looked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_packed_and_nothing_live_is_nothing_found()
    {
        Soak.OrSkip("packs for real");
        Assert.Equal("the build packs no NuGet packages", (await Scan().ReadAsync([], Facts.Manifest(), _folder.Path, _folder.Path / "out", Cancellation)).Looked);
        Assert.Equal("no release is live to compare with", (await Scan().ReadAsync([Project], null, _folder.Path, _folder.Path / "out", Cancellation)).Looked);
    }

    private async Task<Manifest> PackedAsync(string code)
    {
        Directory.CreateDirectory(Project.Parent!);
        await File.WriteAllTextAsync(_folder.Path / "NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>", Cancellation);
        await File.WriteAllTextAsync(_folder.Path / "Directory.Build.props", "<Project />", Cancellation);
        await File.WriteAllTextAsync(Project, "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>1.0.0</Version></PropertyGroup></Project>", Cancellation);
        Write(code);
        Command pack = new DotNetPackSettings { ProjectFile = Project, Configuration = "Release", Output = _folder.Path / "live" / "nuget", ProcessWorkingDirectory = _folder.Path }.ToCommand();
        Assert.Equal(0, (await new ProcessRunner().RunAsync(pack, null, Cancellation)).ExitCode);
        return Facts.Manifest() with { Artifacts = [new Artifact("nuget/Shapes.1.0.0.nupkg", 1, Facts.Id('a'), ArtifactRole.NuGetPackage)] };
    }

    private void Write(string code) => File.WriteAllText(Project.Parent! / "Area.cs", code);

    private Task<ScanReport> ReadAsync(Manifest live) => Scan().ReadAsync([Project], live, _folder.Path / "live", _folder.Path / "out", Cancellation);

    private PublicApiScan Scan() => new(new ProcessRunner(), new SolutionGround(_folder.Path, Project, [Project]), "Release");
}
