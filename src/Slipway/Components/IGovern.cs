using Slipway.Verbs;

namespace Slipway.Components;

/// <summary>Who may ship what, when, and why: plans, consent, freezes, exceptions, risks, checklists and the policy behind them.</summary>
public interface IGovern : IPackage
{
    /// <summary>Private SSH key to sign with, or its public part when an agent holds it. Default: git's user.signingkey, then ~/.ssh/id_*.</summary>
    [Parameter("Private SSH key to sign with, or its public part when an agent holds it. Default: git's user.signingkey, then ~/.ssh/id_*", Name = "Key", Targets = "ReleasePlan Candidate Approve Reject Checklist Risks Exceptions Freeze Calendar Policy Flag Incidents Actions Survey Close")]
    string? KeyFile => ParameterText("Key");

    /// <summary>Role to act in; default: the first that is missing and that you have.</summary>
    [Parameter("Role to act in; default: the first that is missing and that you have", Name = "Role", Targets = "Approve Survey")]
    string? RoleName => ParameterText("Role");

    /// <summary>How long it holds, in hours.</summary>
    [Parameter("How long it holds, in hours", Name = "Hours", Targets = "ReleasePlan Approve Exceptions")]
    string? HoursText => ParameterText("Hours");

    /// <summary>Consent to the plan, before work on it starts.</summary>
    [Parameter("Consent to the plan, before work on it starts", Name = "Approve", Targets = "ReleasePlan")]
    bool ApprovesPlan => ParameterText("Approve") == "True";

    /// <summary>Sign an emergency deployment afterwards.</summary>
    [Parameter("Sign an emergency deployment afterwards", Name = "Countersign", Targets = "Approve")]
    bool Countersigns => ParameterText("Countersign") == "True";

    /// <summary>What to ask an exception for.</summary>
    [Parameter("What to ask an exception for", Name = "Ask", Targets = "Exceptions")]
    string? Asked => ParameterText("Ask");

    /// <summary>What the exception lets pass: freeze, emergency, or names of gates.</summary>
    [Parameter("What the exception lets pass: freeze, emergency, or names of gates", Name = "Covers", Separator = ",", Targets = "Exceptions")]
    string[] Covered => [.. ParameterTexts("Covers")];

    /// <summary>What may happen because of it.</summary>
    [Parameter("What may happen because of it", Name = "Impact", Targets = "Exceptions")]
    string? Impact => ParameterText("Impact");

    /// <summary>What is done about it afterwards.</summary>
    [Parameter("What is done about it afterwards", Name = "FollowUp", Targets = "Exceptions")]
    string? FollowUp => ParameterText("FollowUp");

    /// <summary>Exception to grant.</summary>
    [Parameter("Exception to grant", Name = "Grant", Targets = "Exceptions")]
    string? Granted => ParameterText("Grant");

    /// <summary>Who looks after the risk or the action. Default: you.</summary>
    [Parameter("Who looks after the risk or the action. Default: you", Name = "Owner", Targets = "Risks Actions")]
    string? OwnerName => ParameterText("Owner");

    /// <summary>Last day of the risk or the action: 2026-12-01.</summary>
    [Parameter("Last day of the risk or the action: 2026-12-01", Name = "Due", Targets = "Risks Actions")]
    string? DueText => ParameterText("Due");

    /// <summary>Exception, risk or action to close.</summary>
    [Parameter("Exception, risk or action to close", Name = "Close", Targets = "Risks Exceptions Actions")]
    string? Closed => ParameterText("Close");

    /// <summary>What to open, in a few words: a risk, an incident or an action.</summary>
    [Parameter("What to open, in a few words: a risk, an incident or an action", Name = "Open", Targets = "Risks Incidents Actions")]
    string? OpenedRisk => ParameterText("Open");

    /// <summary>How bad: low, medium, high or critical.</summary>
    [Parameter("How bad: low, medium, high or critical", Name = "Severity", Targets = "Risks Incidents")]
    string? SeverityName => ParameterText("Severity");

    /// <summary>What is done about the risk.</summary>
    [Parameter("What is done about the risk", Name = "Mitigation", Targets = "Risks")]
    string? Mitigation => ParameterText("Mitigation");

    /// <summary>How likely the risk is: unlikely, possible or likely.</summary>
    [Parameter("How likely the risk is: unlikely, possible or likely", Name = "Likelihood", Targets = "Risks")]
    string? LikelihoodName => ParameterText("Likelihood");

    /// <summary>Risk to accept.</summary>
    [Parameter("Risk to accept", Name = "Accept", Targets = "Risks")]
    string? Accepted => ParameterText("Accept");

    /// <summary>Checklist item, scenario:NAME, uat or restore-drill to tick off.</summary>
    [Parameter("Checklist item, scenario:NAME, uat or restore-drill to tick off", Name = "Done", Targets = "Checklist")]
    string? DoneItem => ParameterText("Done");

    /// <summary>How it went: pass or fail.</summary>
    [Parameter("How it went: pass or fail", Name = "Result", Targets = "Checklist")]
    string? ResultText => ParameterText("Result");

    /// <summary>Freeze to declare: a short name.</summary>
    [Parameter("Freeze to declare: a short name", Name = "Declare", Targets = "Freeze")]
    string? Declared => ParameterText("Declare");

    /// <summary>Freeze to lift.</summary>
    [Parameter("Freeze to lift", Name = "Lift", Targets = "Freeze")]
    string? Lifted => ParameterText("Lift");

    /// <summary>Local start: 2026-12-20T18:00.</summary>
    [Parameter("Local start: 2026-12-20T18:00", Name = "Start", Targets = "Freeze")]
    string? StartText => ParameterText("Start");

    /// <summary>Local end, not part of it: 2027-01-02T08:00.</summary>
    [Parameter("Local end, not part of it: 2027-01-02T08:00", Name = "End", Targets = "Freeze")]
    string? EndText => ParameterText("End");

    /// <summary>IANA time zone of start and end: Europe/Stockholm.</summary>
    [Parameter("IANA time zone of start and end: Europe/Stockholm", Name = "Zone", Targets = "Freeze")]
    string? ZoneName => ParameterText("Zone");

    /// <summary>Two presets to compare: solo team.</summary>
    [Parameter("Two presets to compare: solo team", Name = "Compare", Targets = "Policy")]
    string[] Compared => [.. ParameterTexts("Compare")];

    /// <summary>Sign the policy in .nuke/release.json into force.</summary>
    [Parameter("Sign the policy in .nuke/release.json into force", Name = "Adopt", Targets = "Policy")]
    bool Adopts => ParameterText("Adopt") == "True";

    /// <summary>Month to show: 2026-12. Default: this one.</summary>
    [Parameter("Month to show: 2026-12. Default: this one", Name = "Month", Targets = "Calendar")]
    string? MonthText => ParameterText("Month");

    /// <summary>Milestone reached or dependency met: 1.4.0/code-freeze.</summary>
    [Parameter("Milestone reached or dependency met: 1.4.0/code-freeze", Name = "Reach", Targets = "Calendar")]
    string? Reached => ParameterText("Reach");

    /// <summary>Show what would happen: version, scope, risk, gates, consent, calendar, way back, next command.</summary>
    Target ReleasePlan => _ => _
        .Description("Show what would happen: version, scope, risk, gates, consent, calendar, way back, next command")
        .Executes(cancellation => Planning.RunAsync(this, cancellation));

    /// <summary>Name the sealed --package a release candidate; --again --reason supersedes the one before.</summary>
    Target Candidate => _ => _
        .Description("Name the sealed --package a release candidate; --again --reason supersedes the one before")
        .Executes(cancellation => Verbs.Candidate.RunAsync(Counter, new(PackageName, Again, ReasonText), Report, cancellation));

    /// <summary>Show what is to be approved for --environment, and sign it.</summary>
    Target Approve => _ => _
        .Description("Show what is to be approved for --environment, and sign it")
        .Example("./build.sh Approve --environment production")
        .Executes(cancellation => Verbs.Approve.RunAsync(
            Counter,
            new(Countersigns, Again, RoleName, HoursText, EnvironmentName, PackageName, ReasonText, Leaning),
            (request, assessment, token) => Planning.ShowAsync(this, request, assessment, token),
            cancellation));

    /// <summary>Reject the package for --environment; needs --reason.</summary>
    Target Reject => _ => _
        .Description("Reject the package for --environment; needs --reason")
        .Executes(cancellation => Verbs.Reject.RunAsync(Counter, new(EnvironmentName, PackageName, ReasonText), cancellation));

    /// <summary>Show freezes; --explain says what holds now, --declare and --lift change it.</summary>
    Target Freeze => _ => _
        .Description("Show freezes; --explain says what holds now, --declare and --lift change it")
        .Example("./build.sh Freeze --explain --environment production")
        .Example("./build.sh Freeze --declare holidays --start 2026-12-20T18:00 --end 2027-01-02T08:00 --zone Europe/Stockholm --reason \"nobody is here\"")
        .Example("./build.sh Freeze --lift holidays --reason \"back at work\"")
        .Executes(cancellation => Verbs.Freeze.RunAsync(
            Counter, new(Declared, Lifted, EnvironmentName, StartText, EndText, ZoneName, ReasonText, Explain), cancellation));

    /// <summary>Show a month of releases, milestones and freezes; --reach records a milestone, --export writes a page (.html) or .ics for other calendars.</summary>
    Target Calendar => _ => _
        .Description("Show a month of releases, milestones and freezes; --reach records a milestone, --export writes a page (.html) or .ics for other calendars")
        .Example("./build.sh Calendar --month 2026-12")
        .Example("./build.sh Calendar --reach 1.4.0/code-freeze --reason \"branched\"")
        .Executes(cancellation => Verbs.Calendar.RunAsync(Counter, new(ApplicationName, Reached, ExportFile, MonthText, ReasonText), cancellation));

    /// <summary>Show exceptions; --ask, --grant and --close change them.</summary>
    Target Exceptions => _ => _
        .Description("Show exceptions; --ask, --grant and --close change them")
        .Example("./build.sh Exceptions --ask \"ship in the freeze\" --covers freeze --environment production")
        .Example("./build.sh Exceptions --grant EX-1 --hours 4 --reason \"a fix for the outage\"")
        .Executes(cancellation => Verbs.Exceptions.RunAsync(
            Counter,
            new(Asked, Granted, Closed, EnvironmentName, PackageName, ReasonText) { Covers = [.. Covered], Impact = Impact, FollowUp = FollowUp, Hours = HoursText },
            cancellation));

    /// <summary>Show the risk register; --open, --accept and --close change it.</summary>
    Target Risks => _ => _
        .Description("Show the risk register; --open, --accept and --close change it")
        .Example("./build.sh Risks --open \"the new index is untested\" --severity high --owner ben")
        .Example("./build.sh Risks --accept R-1 --reason \"seen by the team\"")
        .Executes(cancellation => Verbs.Risks.RunAsync(
            Counter, new(OpenedRisk, Accepted, Closed, SeverityName, Mitigation, OwnerName, DueText, ReasonText, LikelihoodName, VersionText), cancellation));

    /// <summary>Show what must be done for a release; --done ticks an item off.</summary>
    Target Checklist => _ => _
        .Description("Show what must be done for a release; --done ticks an item off")
        .Example("./build.sh Checklist --done uat --result pass --reason \"seen by the customer\"")
        .Executes(cancellation => Verbs.Checklist.RunAsync(
            Counter, new(DoneItem, ResultText, EnvironmentName, PackageName, ReasonText, Leaning), cancellation));

    /// <summary>Show the policy and where each setting comes from; --compare two presets, --adopt signs it into force.</summary>
    Target Policy => _ => _
        .Description("Show the policy and where each setting comes from; --compare two presets, --adopt signs it into force")
        .Example("./build.sh Policy --compare team regulated")
        .Executes(cancellation => Verbs.Policy.RunAsync(Counter, new(Compared, Adopts), cancellation));

    /// <summary>Look for vulnerable and deprecated dependencies, licences, lock files and secrets; the findings are evidence.</summary>
    Target Scan => _ => _
        .Description("Look for vulnerable and deprecated dependencies, licences, lock files and secrets; the findings are evidence")
        .Executes(cancellation => Scanning.RunAsync(this, cancellation), _ => Task.FromResult(Scanning.Describe(this)));

    /// <summary>Write agenda and minutes for a release board.</summary>
    Target Board => _ => _
        .Description("Write agenda and minutes for a release board")
        .Executes(cancellation => BoardPaper.RunAsync(this, cancellation));

    internal Counter Counter => new(Engine, KeyFile);

    internal Leaning Leaning => new([.. ExceptionIds], IsEmergency);
}
