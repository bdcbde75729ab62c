namespace Slipway.Components;

/// <summary>Makes what people would rather look at than read.</summary>
public interface IReport : IObserve
{
    /// <summary>File to write the dashboard to; default: artifacts/dashboard.html.</summary>
    [Parameter("File to write the dashboard to; default: artifacts/dashboard.html", Name = "Out", Targets = "Dashboard")]
    string? OutFile => ParameterText("Out");

    /// <summary>Show people as "person 1" and remove addresses.</summary>
    [Parameter("Show people as \"person 1\" and remove addresses", Name = "Redact", Targets = "Dashboard")]
    bool IsRedacted => ParameterText("Redact") == "True";

    /// <summary>Serve the dashboard on this machine alone and follow the ledger, until Ctrl-C.</summary>
    [Parameter("Serve the dashboard on this machine alone and follow the ledger, until Ctrl-C", Name = "Serve", Targets = "Dashboard")]
    bool Serves => ParameterText("Serve") == "True";

    /// <summary>Port of the served dashboard; default: 4600.</summary>
    [Parameter("Port of the served dashboard; default: 4600", Name = "Port", Targets = "Dashboard")]
    string? PortText => ParameterText("Port");

    /// <summary>Write the dashboard, one file to open or to send (--out, --redact, --since); --serve follows the ledger.</summary>
    Target Dashboard => _ => _
        .Description("Write the dashboard, one file to open or to send (--out, --redact, --since); --serve follows the ledger")
        .Executes(cancellation => Showing.RunAsync(this, cancellation), _ => Task.FromResult(Showing.Describe(this)));
}
