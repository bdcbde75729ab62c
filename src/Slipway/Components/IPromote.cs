namespace Slipway.Components;

/// <summary>Moves the same bytes on to the next environment.</summary>
public interface IPromote : IApplication
{
    /// <summary>Deploy to --environment (default: the second of two) what is live and proven in the one before it.</summary>
    Target Promote => _ => _
        .Description("Deploy to --environment (default: the second of two) what is live and proven in the one before it")
        .Example("./build.sh Promote --environment production")
        .Example("./build.sh Promote --environment production --package 5b5d --again --reason \"mended elsewhere\"")
        .Executes(cancellation => Deploying.PromoteAsync(this, cancellation), cancellation => Deploying.DescribeDeployAsync(this, Chosen(Deploying.OnlyTarget(this)), cancellation));
}
