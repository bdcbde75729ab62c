using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.ProjectModel;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Publishing;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>What a build says about the application it releases; shared by all release components.</summary>
public interface IApplication : ISlipwayBuild
{
    /// <summary>Lower-case name that every ledger entry and package carries.</summary>
    string ApplicationName { get; }

    /// <summary>The services a package holds, all of them. Default: none.</summary>
    ImmutableArray<ServiceProject> Services => [];

    /// <summary>The workers a package holds: projects that take no requests. Default: none.</summary>
    ImmutableArray<WorkerProject> Workers => [];

    /// <summary>The services a package holds that are no .NET projects. Default: none.</summary>
    ImmutableArray<ServiceProgram> Programs => [];

    /// <summary>The environments in the order a package visits them. Default: none; then a release ends with the sealed package.</summary>
    ImmutableArray<DeploymentEnvironment> Environments => [];

    ImmutableArray<string> ISlipwayBuild.EnvironmentNames => [.. Environments.Select(environment => environment.Name)];

    /// <summary>Where <c>Publish</c> brings a release for those who use it. Default: nowhere.</summary>
    ImmutableArray<Destination> Destinations => [];

    /// <summary>
    /// Image that services are laid upon when a package is made, with <c>dotnet</c> and the ASP.NET Core runtime in it, named by its digest:
    /// <c>oci:images/base@sha256:…</c>, a folder with an OCI image layout. Default: none; then packages hold no images, and nothing can go to a Docker environment.
    /// </summary>
    string? ImageBase => null;

    /// <summary>Solution to work on, from the repository's folder; as Nuke's setup writes it into .nuke/parameters.json.</summary>
    [Parameter("Solution to work on, from the repository's folder", Name = "Solution", Targets = "Restore Compile")]
    string? SolutionName => ParameterText("Solution");

    /// <summary>Solution or project that is compiled and tested. Default: what the parameter Solution says, else the one solution in the repository's folder.</summary>
    AbsolutePath SolutionFile => SolutionName is { } name ? AbsolutePath.Create(Path.GetFullPath(name, RootDirectory)) : SolutionSearch.In(RootDirectory);

    /// <summary>Outputs and exports; may be deleted at any time.</summary>
    AbsolutePath ArtifactsDirectory => RootDirectory / "artifacts";

    /// <summary>Ledger, packages, instances and locks: <c>.nuke/state</c>, or where <c>SLIPWAY_STATE</c> says, so that two clones can share environments.</summary>
    AbsolutePath StateDirectory => Defaults.StateOf(RootDirectory);

    /// <summary>Environment to work on.</summary>
    [Parameter("Environment to work on", Name = "Environment", Targets = "Stage SmokeTest Release Promote Rollback Rehearse Status History ReleasePlan Approve Reject Checklist Exceptions Freeze Board Up Down Unbar Flag Hold Resume Abort Incidents Survey Metrics Notes Audit Doctor")]
    string? EnvironmentName => ParameterText("Environment");

    /// <summary>Package to work on: its id, or the beginning of it.</summary>
    [Parameter("Package to work on: its id, or the beginning of it", Name = "Package", Targets = "Package Stage Promote Publish Rehearse Show ReleasePlan Candidate Approve Reject Checklist Exceptions Scan Board Unbar Incidents Survey Retro Close Audit")]
    string? PackageName => ParameterText("Package");

    /// <summary>Why; stands in the ledger.</summary>
    [Parameter("Why; stands in the ledger", Name = "Reason", Targets = "Stage Release Promote Rollback ReleasePlan Candidate Approve Reject Checklist Risks Exceptions Freeze Calendar Unbar Flag Hold Resume Abort Incidents Actions Survey Retro Close")]
    string? ReasonText => ParameterText("Reason");

    /// <summary>File to export to: of Package a sealed package (--package, or the newest of this source), of Audit the ledger with its proofs, of Calendar what stands in it (.ics or .json), of Notes the notes (.md or .json).</summary>
    [Parameter("File to export to: of Package a sealed package (--package, or the newest of this source), of Audit the ledger with its proofs, of Calendar what stands in it (.ics or .json), of Notes the notes (.md or .json)", Name = "Export", Targets = "Package Calendar Notes Audit")]
    string? ExportFile => ParameterText("Export");

    /// <summary>File to take in: of Package what --export made, checked against the digests in it and sealed here (with --package it must be that one), of Issues a tracker's list (gh issue list --json number,createdAt).</summary>
    [Parameter("File to take in: of Package what --export made, checked against the digests in it and sealed here (with --package it must be that one), of Issues a tracker's list (gh issue list --json number,createdAt)", Name = "Import", Targets = "Package Issues")]
    string? ImportFile => ParameterText("Import");

    /// <summary>Let in again what was barred or rejected; needs --reason.</summary>
    [Parameter("Let in again what was barred or rejected; needs --reason", Name = "Again", Targets = "Promote Candidate Approve")]
    bool Again => ParameterText("Again") == "True";

    /// <summary>Exceptions to lean on, by id: EX-1.</summary>
    [Parameter("Exceptions to lean on, by id: EX-1", Name = "Exception", Separator = ",", Targets = "Stage Promote ReleasePlan Approve Checklist Close")]
    string[] ExceptionIds => [.. ParameterTexts("Exception")];

    /// <summary>Ask for the emergency profile; an exception must cover it.</summary>
    [Parameter("Ask for the emergency profile; an exception must cover it", Name = "Emergency", Targets = "Stage Promote ReleasePlan Approve Checklist Close")]
    bool IsEmergency => ParameterText("Emergency") == "True";

    /// <summary>What the deployment mends: an incident or a deployment, by name; it counts as a hotfix then.</summary>
    [Parameter("What the deployment mends: an incident or a deployment, by name; it counts as a hotfix then", Name = "Remediates", Targets = "Stage Promote")]
    string? Remediates => ParameterText("Remediates");

    /// <summary>Gates of the build's own, asked wherever a package enters an environment.</summary>
    ImmutableArray<Gate> OwnGates => [];

    /// <summary>Takes a snapshot of an environment's data before a deployment there. Default: none. What it throws ends the deployment before anything is touched.</summary>
    Task<Snapshot?> TakeSnapshotAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Task.FromResult<Snapshot?>(null);

    /// <summary>The environment asked for, or the one given as default.</summary>
    internal DeploymentEnvironment Chosen(string? fallback) => EnvironmentChoice.Of(Environments, EnvironmentName ?? fallback);

    /// <summary>Where a package goes first.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The build names no environment (exit 2).</exception>
    internal DeploymentEnvironment First => EnvironmentChoice.In(Environments)[0];

    /// <summary>Where a release is live.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The build names no environment (exit 2).</exception>
    internal DeploymentEnvironment Last => EnvironmentChoice.In(Environments)[^1];

    /// <summary>Name of the environment in which a release is live; empty where there is none, for those who only look.</summary>
    internal string LastName => Environments.IsEmpty ? "" : Environments[^1].Name;

    internal string? KeyAtHand => ParameterText("Key");

    internal ReleaseEngine Engine => new(new ReleaseSite(ApplicationName, RootDirectory, StateDirectory, Environments, OwnGates) { ImageBase = ImageBase }, RunScope.Current);

    internal static void Say(string line) => RunScope.Current.Say(line);
}
