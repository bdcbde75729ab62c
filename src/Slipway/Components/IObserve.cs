namespace Slipway.Components;

/// <summary>Shows what runs where, what happened, and whether the record of it is sound.</summary>
public interface IObserve : IApplication
{
    /// <summary>Check every link of the ledger's chain.</summary>
    [Parameter("Check every link of the ledger's chain", Name = "Verify", Targets = "Audit")]
    bool Verify => ParameterText("Verify") == "True";

    /// <summary>Make every decision again from what is on record, and say where the verdict differs.</summary>
    [Parameter("Make every decision again from what is on record, and say where the verdict differs", Name = "Replay", Targets = "Audit")]
    bool Replays => ParameterText("Replay") == "True";

    /// <summary>What Audit --export wrote, packed or unpacked: --replay reads it and nothing else.</summary>
    [Parameter("What Audit --export wrote, packed or unpacked: --replay reads it and nothing else", Name = "Bundle", Targets = "Audit")]
    string? BundlePath => ParameterText("Bundle");

    /// <summary>Only entries of a kind: deploy, or deploy.completed.</summary>
    [Parameter("Only entries of a kind: deploy, or deploy.completed", Name = "Type", Targets = "Audit")]
    string? TypeFilter => ParameterText("Type");

    /// <summary>Only entries of a person.</summary>
    [Parameter("Only entries of a person", Name = "Actor", Targets = "Audit")]
    string? ActorFilter => ParameterText("Actor");

    /// <summary>Only entries from a day or an instant on.</summary>
    [Parameter("Only entries from a day or an instant on", Name = "Since", Targets = "Incidents Audit")]
    string? SinceFilter => ParameterText("Since");

    /// <summary>Answer in Markdown.</summary>
    [Parameter("Answer in Markdown", Name = "Markdown", Targets = "Explain")]
    bool AsMarkdown => ParameterText("Markdown") == "True";

    /// <summary>Show it again when something changed, until interrupted.</summary>
    [Parameter("Show it again when something changed, until interrupted", Name = "Watch", Targets = "Status")]
    bool Watches => ParameterText("Watch") == "True";

    /// <summary>How many of the newest deployments History shows. Default: 20, and with --json all.</summary>
    [Parameter("How many of the newest deployments History shows. Default: 20, and with --json all", Name = "Last", Targets = "History")]
    string? LastText => ParameterText("Last");

    /// <summary>Of Show: every file with its digest, too.</summary>
    [Parameter("Of Show: every file with its digest, too", Name = "Files", Targets = "Show")]
    bool ShowsFiles => ParameterText("Files") == "True";

    /// <summary>Show what runs where, as observed now.</summary>
    Target Status => _ => _
        .Description("Show what runs where, as observed now")
        .Example("./build.sh Status --environment production")
        .Example("./build.sh Status --watch")
        .Executes(cancellation => Observing.StatusAsync(this, cancellation));

    /// <summary>Show what was deployed, when, by whom, why and how it ended, newest first (--last).</summary>
    Target History => _ => _
        .Description("Show what was deployed, when, by whom, why and how it ended, newest first (--last)")
        .Example("./build.sh History --environment production --last 5")
        .Executes(cancellation => Observing.HistoryAsync(this, cancellation));

    /// <summary>Show one --package: where it is, its evidence and, with --files, its files.</summary>
    Target Show => _ => _
        .Description("Show one --package: where it is, its evidence and, with --files, its files")
        .Executes(cancellation => Observing.ShowAsync(this, cancellation));

    /// <summary>Show the ledger (--type, --actor, --since …); --verify proves chain, packages and signatures; --export FILE hands it to a stranger; --replay makes its decisions again (--bundle FILE: from an export alone).</summary>
    Target Audit => _ => _
        .Description("Show the ledger (--type, --actor, --since …); --verify proves chain, packages and signatures; --export FILE hands it to a stranger; --replay makes its decisions again (--bundle FILE: from an export alone)")
        .Example("./build.sh Audit --verify")
        .Example("./build.sh Audit --type deploy --since 2026-12-01")
        .Executes(cancellation => Auditing.RunAsync(this, cancellation));

    /// <summary>Check what releases need on this machine.</summary>
    Target Doctor => _ => _
        .Description("Check what releases need on this machine")
        .Executes(cancellation => Diagnosis.RunAsync(this, cancellation));

    /// <summary>Tell the process from the code: targets, environments, gates, consent, roles, windows, way back (--markdown).</summary>
    Target Explain => _ => _
        .Description("Tell the process from the code: targets, environments, gates, consent, roles, windows, way back (--markdown)")
        .Executes(() => Explaining.Run(this));
}
