namespace Slipway.Components;

/// <summary>What a team learns from its own releases: measures, incidents, surveys, retrospectives and what was promised in them.</summary>
public interface ILearn : IGovern, IObserve
{
    /// <summary>Days that are measured, up to now.</summary>
    [Parameter("Days that are measured, up to now", Name = "Days", Targets = "Metrics")]
    string? DaysText => ParameterText("Days");

    /// <summary>Of Metrics: measures with too few cases to say anything, too.</summary>
    [Parameter("Of Metrics: measures with too few cases to say anything, too", Name = "All", Targets = "Metrics")]
    bool ShowsAllMeasures => ParameterText("All") == "True";

    /// <summary>How to answer: text, json, csv or prometheus.</summary>
    [Parameter("How to answer: text, json, csv or prometheus", Name = "Format", Targets = "Metrics")]
    string? FormatName => ParameterText("Format");

    /// <summary>Measure to show the entries of: change_lead_time.</summary>
    [Parameter("Measure to show the entries of: change_lead_time", Name = "Entries", Targets = "Metrics")]
    string? EntriesOf => ParameterText("Entries");

    /// <summary>Deployment that caused the incident: its name, or the beginning of it.</summary>
    [Parameter("Deployment that caused the incident: its name, or the beginning of it", Name = "Deployment", Targets = "Incidents")]
    string? DeploymentName => ParameterText("Deployment");

    /// <summary>Incident to give a cause, by --deployment or --package.</summary>
    [Parameter("Incident to give a cause, by --deployment or --package", Name = "Link", Targets = "Incidents")]
    string? Linked => ParameterText("Link");

    /// <summary>Incident that is over.</summary>
    [Parameter("Incident that is over", Name = "Resolve", Targets = "Incidents")]
    string? Resolved => ParameterText("Resolve");

    /// <summary>How the release went, from 1 (badly) to 5 (well).</summary>
    [Parameter("How the release went, from 1 (badly) to 5 (well)", Name = "Score", Targets = "Survey")]
    string? ScoreText => ParameterText("Score");

    /// <summary>What the release was meant to change, as the calendar names it: "orders per hour".</summary>
    [Parameter("What the release was meant to change, as the calendar names it: \"orders per hour\"", Name = "Measure", Targets = "Retro")]
    string? MeasuredName => ParameterText("Measure");

    /// <summary>What was measured of it: 131.</summary>
    [Parameter("What was measured of it: 131", Name = "Value", Targets = "Retro")]
    string? ValueText => ParameterText("Value");

    /// <summary>File to write the retrospective to. Default: artifacts/retro-VERSION.md.</summary>
    [Parameter("File to write the retrospective to. Default: artifacts/retro-VERSION.md", Name = "Out", Targets = "Retro")]
    string? OutFile => ParameterText("Out");

    /// <summary>Show incidents; --open, --link and --resolve change them.</summary>
    Target Incidents => _ => _
        .Description("Show incidents; --open, --link and --resolve change them")
        .Example("./build.sh Incidents --open \"checkout fails\" --severity high --environment production")
        .Example("./build.sh Incidents --resolve INC-1 --reason \"rolled back\"")
        .Executes(cancellation => Verbs.Incidents.RunAsync(
            Counter,
            new(OpenedRisk, Linked, Resolved, SeverityName, SinceFilter, EnvironmentName, DeploymentName, PackageName, ReasonText),
            cancellation));

    /// <summary>Show which issues reached users and how long it took; --import takes in when they were opened, as the tracker lists them.</summary>
    Target Issues => _ => _
        .Description("Show which issues reached users and how long it took; --import takes in when they were opened, as the tracker lists them")
        .Executes(cancellation => IssueDesk.RunAsync(this, cancellation));

    /// <summary>Show what people said of a release; --score 1..5 --role says it.</summary>
    Target Survey => _ => _
        .Description("Show what people said of a release; --score 1..5 --role says it")
        .Executes(cancellation => Verbs.Survey.RunAsync(Counter, new(ScoreText, RoleName, EnvironmentName, PackageName, ReasonText), cancellation));

    /// <summary>Show what is promised and still open; --open and --close change it.</summary>
    Target Actions => _ => _
        .Description("Show what is promised and still open; --open and --close change it")
        .Executes(cancellation => Verbs.Actions.RunAsync(Counter, new(OpenedRisk, Closed, OwnerName, DueText, ReasonText), cancellation));

    /// <summary>Write the draft of a retrospective of --package from the ledger (--out FILE); --measure NAME --value NUMBER records what came of it.</summary>
    Target Retro => _ => _
        .Description("Write the draft of a retrospective of --package from the ledger (--out FILE); --measure NAME --value NUMBER records what came of it")
        .Executes(cancellation => Retrospection.RunAsync(this, cancellation));

    /// <summary>Close the release of --package: it soaked, its checklist is done and no incident of it is open.</summary>
    Target Close => _ => _
        .Description("Close the release of --package: it soaked, its checklist is done and no incident of it is open")
        .Executes(cancellation => Verbs.Close.RunAsync(Counter, new(PackageName, ReasonText, Leaning), cancellation));

    /// <summary>Show how delivery goes: the DORA measures and more, by environment (--days, --format); --entries KEY shows what is behind one.</summary>
    Target Metrics => _ => _
        .Description("Show how delivery goes: the DORA measures and more, by environment (--days, --format); --entries KEY shows what is behind one")
        .Example("./build.sh Metrics --days 90 --format csv")
        .Executes(cancellation => Measuring.RunAsync(this, cancellation));
}
