using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>All that a package of an application runs: services, workers and programs.</summary>
internal static class Deployables
{
    /// <summary>What is run, before anything of it was published.</summary>
    public static ImmutableArray<PackagedService> Of(IApplication build) =>
    [
        .. build.Services.Select(service => service.ToPackaged()),
        .. build.Workers.Select(worker => worker.ToPackaged()),
        .. build.Programs.Select(program => program.ToPackaged()),
    ];

    /// <summary>What is run, with the programs that lie published in a folder.</summary>
    /// <exception cref="FaultException">Of one, no program can be told (exit 2).</exception>
    public static ImmutableArray<PackagedService> Of(IApplication build, AbsolutePath services) =>
    [
        .. build.Services.Select(service => service.ToPackaged(service.EntryPoint ?? PublishedFolder.ProgramOf(service.Name, service.Project, services))),
        .. build.Workers.Select(worker => worker.ToPackaged(worker.EntryPoint ?? PublishedFolder.ProgramOf(worker.Name, worker.Project, services))),
        .. build.Programs.Select(program => program.ToPackaged()),
    ];

    /// <summary>The projects that are published, each with its properties.</summary>
    public static IEnumerable<(string Name, AbsolutePath Project, ImmutableSortedDictionary<string, string> Properties)> Projects(IApplication build) =>
    [
        .. build.Services.Select(service => (service.Name, service.Project, service.PublishProperties)),
        .. build.Workers.Select(worker => (worker.Name, worker.Project, worker.PublishProperties)),
    ];

    /// <summary>Lays the folders of programs into a package's folder.</summary>
    /// <exception cref="FaultException">A folder is not there, or two are called the same (exit 2).</exception>
    public static void CopyPrograms(IApplication build, AbsolutePath services)
    {
        ImmutableArray<Fault> faults =
        [
            .. Of(build).GroupBy(service => service.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => Twice(group.Key)),
            .. build.Programs.Where(program => !Directory.Exists(program.Folder)).Select(NoFolder),
        ];
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Usage, faults);
        foreach (ServiceProgram program in build.Programs)
            Copy(program.Folder, services / program.Name);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not (".git" or "__pycache__")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static Fault Twice(string name) => new(
        "SLP1675", $"two services are called {name}", "Services, Workers and Programs of the build", "give each a name of its own; files, sockets and data lie under it");

    private static Fault NoFolder(ServiceProgram program) => new(
        "SLP1676", $"the folder of {program.Name} is not there", program.Folder, "mend the path in Programs of the build, or order the target that makes it before Package");
}
