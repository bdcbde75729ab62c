namespace Slipway.Components;

/// <summary>What a team learns from its own releases: measures, incidents, surveys, retrospectives and what was promised in them.</summary>
public interface ILearn : IGovern, IObserve
{
    [Parameter("Days that are measured, up to now", Name = "Days")]
    string? DaysText => ParameterText("Days");

    [Parameter("How to answer: text, json, csv or prometheus", Name = "Format")]
    string? FormatName => ParameterText("Format");

    [Parameter("Measure to show the entries of: change_lead_time", Name = "Entries")]
    string? EntriesOf => ParameterText("Entries");

    Target Metrics => _ => _
        .Description("Show how delivery goes: the DORA measures and more, by environment (--days, --format); --entries KEY shows what is behind one")
        .Executes(cancellation => Measuring.RunAsync(this, cancellation));
}
