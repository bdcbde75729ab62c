namespace Slipway.Components;

/// <summary>Deploys a package to the first environment of the lane.</summary>
public interface IStage : IPackage
{
    /// <summary>Deploy this source's package to the first environment.</summary>
    Target Stage => _ => (PackageName is null && !Environments.IsEmpty ? _.DependsOn(Package) : _.After(Package))
        .Description("Deploy this source's package to the first environment")
        .Executes(cancellation => Deploying.StageAsync(this, cancellation), cancellation => Deploying.DescribeDeployAsync(this, Chosen(First.Name), cancellation));
}
