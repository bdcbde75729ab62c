using System.Collections.Immutable;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front;

/// <summary>What a build says of its services, workers and programs, as a package names it.</summary>
public sealed class DeployablesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_plainest_service_keeps_the_contract_and_the_plainest_worker_is_not_warm()
    {
        ImmutableArray<PackagedService> all = Deployables.Of(new Build
        {
            Services = [new ServiceProject("web", _temp.Path / "Web.csproj")],
            Workers = [new WorkerProject("mailer", _temp.Path / "Mailer.csproj")],
        });

        Assert.Equal((Ready.Contract(), "/ready", null, false, false), (all[0].Readiness, all[0].ReadyPath, all[0].Ready, all[0].IsWorker, all[0].StopsWhenLeft));
        Assert.Equal((Ready.AliveFor(TimeSpan.FromSeconds(5)), true, true, true), (all[1].Readiness, all[1].IsWorker, all[1].StopsWhenLeft, all[1].StartsLate));
    }

    [Fact]
    public void Another_path_of_the_contract_stands_where_older_packages_have_it()
    {
        PackagedService service = Deployables.Of(new Build { Services = [new ServiceProject("web", _temp.Path / "Web.csproj") { Ready = Ready.Contract("/up") }] })[0];

        Assert.Equal(("/up", null), (service.ReadyPath, service.Ready));
    }

    [Fact]
    public void A_published_library_has_no_program()
    {
        Directory.CreateDirectory(_temp.Path / "lib");
        File.WriteAllText(_temp.Path / "lib" / "Other.dll", "");

        var refusal = Assert.Throws<FaultException>(() => Deployables.Of(new Build { Services = [new ServiceProject("lib", _temp.Path / "Shop.csproj")] }, _temp.Path));

        Assert.Equal((ExitCode.Usage, "SLP1674"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
    }

    [Fact]
    public void Doubled_names_and_missing_folders_are_told_together()
    {
        var build = new Build
        {
            Services = [new ServiceProject("api", _temp.Path / "Web.csproj")],
            Programs = [new ServiceProgram("api", _temp.Path / "gone", "python3")],
        };

        var refusal = Assert.Throws<FaultException>(() => Deployables.CopyPrograms(build, _temp.Path / "services"));

        Assert.Equal(["SLP1675", "SLP1676"], refusal.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_program_is_laid_as_it_is_without_what_git_and_python_keep()
    {
        foreach (string file in new[] { "server.py", "lib/words.py", ".git/HEAD", "lib/__pycache__/words.pyc" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_temp.Path / "api" / file)!); // it lies in a folder
            File.WriteAllText(_temp.Path / "api" / file, file);
        }

        Deployables.CopyPrograms(new Build { Programs = [new ServiceProgram("api", _temp.Path / "api", "python3")] }, _temp.Path / "services");

        AbsolutePath laid = _temp.Path / "services" / "api";
        Assert.Equal(["lib/words.py", "server.py"], Directory.EnumerateFiles(laid, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(laid, file)).Order(StringComparer.Ordinal));
    }

    private sealed class Build : SlipwayBuild, IApplication
    {
        public string ApplicationName => "any";

        public ImmutableArray<ServiceProject> Services { get; init; } = [];

        public ImmutableArray<WorkerProject> Workers { get; init; } = [];

        public ImmutableArray<ServiceProgram> Programs { get; init; } = [];

        public ImmutableArray<DeploymentEnvironment> Environments => [];
    }
}
