namespace Slipway.Components;

/// <summary>Moves the same bytes on to the next environment.</summary>
public interface IPromote : IApplication
{
    [Parameter("Let a barred package in again; needs --reason", Name = "Again")]
    bool Again => ParameterText("Again") == "True";

    Target Promote => _ => _
        .Description("Deploy to --environment what is live and proven in the one before it")
        .Executes(cancellation => Verbs.PromoteAsync(this, cancellation), cancellation => Verbs.DescribeDeployAsync(this, Chosen(null), cancellation));
}
