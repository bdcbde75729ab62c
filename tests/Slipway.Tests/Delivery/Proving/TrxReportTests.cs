using System.Collections.Immutable;
using Slipway.Delivery.Proving;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Proving;

/// <summary>The option that one command line gives to all test programs of a solution.</summary>
public sealed class TrxReportTests : IDisposable
{
    private const string Platform = "Microsoft.Testing.Platform/2.1.0";
    private const string Targets = "Microsoft.Testing.Platform.MSBuild/2.1.0";
    private const string Extension = "Microsoft.Testing.Extensions.TrxReport/2.5.2";
    private const string Xunit = "xunit.v3.core.mtp-v2/4.0.2";

    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Xunit_alone_reports_by_itself_and_what_is_not_restored_or_is_no_test_program_says_nothing()
    {
        Assert.False(TrxReport.IsByExtension([]));
        Assert.False(TrxReport.IsByExtension([Project("Fresh"), Project("Library", "Newtonsoft.Json/13.0.3"), Project("A.Tests", Platform, Targets, Xunit)]));
    }

    [Fact]
    public void The_extension_is_asked_where_all_have_it_xunit_among_them() =>
        Assert.True(TrxReport.IsByExtension([Project("Library"), Project("A.Tests", Platform, Targets, Xunit, Extension), Project("B.Tests", Platform, Targets, "NUnit/5.0.0", Extension)]));

    [Fact]
    public void Helpers_of_tests_are_no_programs_and_have_no_say()
    {
        AbsolutePath helpers = Project("Helpers", Platform, Targets, "TUnit/1.0.0");
        File.WriteAllText(helpers, "<Project><PropertyGroup><IsTestProject> False </IsTestProject></PropertyGroup></Project>");

        Assert.True(TrxReport.IsByExtension([helpers, Project("Core", Platform, "MSTest.TestFramework/4.0.0"), Project("A.Tests", Platform, Targets, Extension)]));
    }

    [Fact]
    public void Every_program_without_the_extension_is_named_where_no_option_is_known_to_all()
    {
        ImmutableArray<Fault> faults = Assert.Throws<FaultException>(() =>
            TrxReport.IsByExtension([Project("A.Tests", Platform, Targets, Xunit), Project("B.Tests", Platform, Targets, Extension), Project("C.Tests", Platform, Targets, "TUnit/1.0.0")])).Faults;

        Assert.Equal(["SLP3901", "SLP3901"], faults.Select(fault => fault.Code));
        Assert.Equal(["A.Tests", "C.Tests"], faults.Select(fault => Path.GetFileNameWithoutExtension(fault.Place)));
        Assert.All(faults, fault => Assert.Equal($"dotnet add {fault.Place} package Microsoft.Testing.Extensions.TrxReport --version 2.1.0", fault.Mend));
    }

    // A project of which only what its restore left behind is read.
    private AbsolutePath Project(string name, params string[] packages)
    {
        AbsolutePath file = _folder.Path / name / $"{name}.csproj";
        if (packages.Length > 0)
        {
            Directory.CreateDirectory(file.Parent! / "obj");
            File.WriteAllText(file.Parent! / "obj" / "project.assets.json", $"{{\"libraries\":{{{string.Join(',', packages.Select(package => $"\"{package}\":{{}}"))}}}}}");
        }

        return file;
    }
}
