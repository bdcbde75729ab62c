using System.Collections.Immutable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Seals services, packages and notes into one release package, named by the digest of its manifest.</summary>
public interface IPackage : ITest
{
    /// <summary>Projects packed as NuGet packages into the release package. Default: none.</summary>
    ImmutableArray<AbsolutePath> NuGetProjects => [];

    [Parameter("Version of the package instead of the one from tags and commits", Name = "Version")]
    string? VersionText => ParameterText("Version");

    [Parameter("Show for each commit why the version is what it is", Name = "Explain")]
    bool Explain => ParameterText("Explain") == "True";

    Target Version => _ => _
        .Description("Show the version of this commit; --explain says why")
        .Executes(cancellation => VersionOf.ShowAsync(this, cancellation));

    Target Package => _ => _
        .Description("Publish, pack and seal one release package")
        .DependsOn(Test)
        .Executes(cancellation => Sealing.RunAsync(this, cancellation), cancellation => Sealing.DescribeAsync(this, cancellation));
}
