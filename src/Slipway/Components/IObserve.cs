namespace Slipway.Components;

/// <summary>Shows what runs where, what happened, and whether the record of it is sound.</summary>
public interface IObserve : IApplication
{
    [Parameter("Check every link of the ledger's chain", Name = "Verify")]
    bool Verify => ParameterText("Verify") == "True";

    Target Status => _ => _
        .Description("Show what runs where, as observed now")
        .Executes(cancellation => Observing.StatusAsync(this, cancellation));

    Target History => _ => _
        .Description("Show what was deployed, when, by whom and how it ended")
        .Executes(cancellation => Observing.HistoryAsync(this, cancellation));

    Target Show => _ => _
        .Description("Show one --package: where it is, its evidence and its files")
        .Executes(cancellation => Observing.ShowAsync(this, cancellation));

    Target Audit => _ => _
        .Description("Show the ledger; --verify proves its chain and every package")
        .Executes(cancellation => Observing.AuditAsync(this, cancellation));

    Target Doctor => _ => _
        .Description("Check what releases need on this machine")
        .Executes(cancellation => Diagnosis.RunAsync(this, cancellation));
}
