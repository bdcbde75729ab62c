namespace Slipway.Components;

/// <summary>Takes an environment back to what ran before.</summary>
public interface IRollback : IApplication
{
    /// <summary>Package or version to go back to; default: the newest that succeeded before.</summary>
    [Parameter("Package or version to go back to; default: the newest that succeeded before", Name = "To", Targets = "Rollback")]
    string? To => ParameterText("To");

    /// <summary>Take --environment back to the release before; needs --reason.</summary>
    Target Rollback => _ => _
        .Description("Take --environment back to the release before; needs --reason")
        .Example("./build.sh Rollback --environment production --reason \"checkout is slow\"")
        .Executes(cancellation => Deploying.RollbackAsync(this, cancellation), cancellation => Deploying.DescribeRollbackAsync(this, cancellation));
}
