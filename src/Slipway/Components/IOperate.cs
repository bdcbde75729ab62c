namespace Slipway.Components;

/// <summary>Keeps environments running, and lets barred packages in again.</summary>
public interface IOperate : IApplication
{
    /// <summary>Bring environments back to what the ledger says they run (all, or --environment).</summary>
    Target Up => _ => _
        .Description("Bring environments back to what the ledger says they run (all, or --environment)")
        .Executes(cancellation => Operation.UpAsync(this, cancellation));

    /// <summary>End everything that runs in the environments (all, or --environment).</summary>
    Target Down => _ => _
        .Description("End everything that runs in the environments (all, or --environment)")
        .Executes(cancellation => Operation.DownAsync(this, cancellation));

    /// <summary>Let a barred --package into --environment again; needs --reason.</summary>
    Target Unbar => _ => _
        .Description("Let a barred --package into --environment again; needs --reason")
        .Executes(cancellation => Verbs.Unbar.RunAsync(new(Engine, KeyAtHand), new(EnvironmentName, PackageName, ReasonText), cancellation));
}
