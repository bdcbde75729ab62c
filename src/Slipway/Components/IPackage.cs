using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Seals services, packages and notes into one release package, named by the digest of its manifest.</summary>
public interface IPackage : ITest
{
    /// <summary>Projects packed as NuGet packages into the release package. Default: none.</summary>
    ImmutableArray<AbsolutePath> NuGetProjects => [];

    /// <summary>Feature switches inside the release, each with an owner and the day it goes. Default: none.</summary>
    ImmutableArray<FeatureFlag> Flags => [];

    /// <summary>Changes to stored data, in their order and with those of earlier releases. Default: none.</summary>
    ImmutableArray<MigrationScript> Migrations => [];

    /// <summary>Version of the package instead of the one from tags and commits.</summary>
    [Parameter("Version of the package instead of the one from tags and commits", Name = "Version", Targets = "Version Package Release ReleasePlan Notes Risks")]
    string? VersionText => ParameterText("Version");

    /// <summary>Show for each commit why the version is what it is.</summary>
    [Parameter("Show for each commit why the version is what it is", Name = "Explain", Targets = "Version Freeze")]
    bool Explain => ParameterText("Explain") == "True";

    /// <summary>Show the version of this commit; --explain says why.</summary>
    Target Version => _ => _
        .Description("Show the version of this commit; --explain says why")
        .Executes(cancellation => VersionOf.ShowAsync(this, cancellation));

    /// <summary>Who is told: customers, support or operators. Default customers.</summary>
    [Parameter("Who is told: customers, support or operators. Default customers", Name = "Audience", Targets = "Notes")]
    string? AudienceName => ParameterText("Audience");

    /// <summary>Write the release's section into CHANGELOG.md.</summary>
    [Parameter("Write the release's section into CHANGELOG.md", Name = "Changelog", Targets = "Notes")]
    bool WritesChangelog => ParameterText("Changelog") == "True";

    /// <summary>Title of a pull request to check: would the notes understand it? With --body FILE for its text.</summary>
    [Parameter("Title of a pull request to check: would the notes understand it? With --body FILE for its text", Name = "Lint", Targets = "Notes")]
    string? LintedTitle => ParameterText("Lint");

    /// <summary>File with the text of a pull request, for --lint.</summary>
    [Parameter("File with the text of a pull request, for --lint", Name = "Body", Targets = "Notes")]
    string? LintedBody => ParameterText("Body");

    /// <summary>Show what changed since the last version, or since what is live in --environment, for an --audience.</summary>
    Target Notes => _ => _
        .Description("Show what changed since the last version, or since what is live in --environment, for an --audience")
        .Executes(cancellation => NotesDesk.RunAsync(this, cancellation));

    /// <summary>Publish, pack and seal one release package; --export and --import carry it as a file.</summary>
    Target Package => _ => Carrying.IsAsked(this)
        ? _.Description(Sealing.Description)
            .Executes(cancellation => Carrying.RunAsync(this, cancellation), _ => Carrying.DescribeAsync(this))
        : _.Description(Sealing.Description)
            .DependsOn(Test)
            .Executes(cancellation => Sealing.RunAsync(this, cancellation), cancellation => Sealing.DescribeAsync(this, cancellation));
}
