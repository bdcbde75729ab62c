namespace Slipway.Components;

/// <summary>Moves the same bytes on to the next environment.</summary>
public interface IPromote : IApplication
{
    /// <summary>Deploy to --environment (default: the second of two) what is live and proven in the one before it.</summary>
    Target Promote => _ => _
        .Description("Deploy to --environment (default: the second of two) what is live and proven in the one before it")
        .Executes(cancellation => Verbs.PromoteAsync(this, cancellation), cancellation => Verbs.DescribeDeployAsync(this, Chosen(Verbs.OnlyTarget(this)), cancellation));
}
