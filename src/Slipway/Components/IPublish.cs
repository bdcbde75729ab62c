using Slipway.Verbs;

namespace Slipway.Components;

/// <summary>Brings a release to those who use it: folders, feeds, forges.</summary>
public interface IPublish : IApplication
{
    /// <summary>Remote that the version's tag is pushed to once all of a release is published. Default: none; then the tag stays here.</summary>
    string? TagRemote => null;

    /// <summary>Publish a release to the build's Destinations: what is live where releases must have been, or --package; --plan says what each has.</summary>
    Target Publish => _ => _
        .Description("Publish a release to the build's Destinations: what is live where releases must have been, or --package; --plan says what each has")
        .Example("./build.sh Publish --plan")
        .Example("./build.sh Publish --package 5b5d")
        .Plans(cancellation => Wish.PlanAsync(cancellation))
        .Executes(cancellation => Wish.RunAsync(Report, cancellation), _ => Task.FromResult(Wish.Describe()));

    internal Publish Wish => new(Engine, Destinations, PackageName, TagRemote);
}
