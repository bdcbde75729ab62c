using Slipway.Releases.Governing;

namespace Slipway.Components;

/// <summary>Keeps environments running, steers rollouts, and lets barred packages in again.</summary>
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

    /// <summary>The feature flag to turn on: for --percent of all users, for --groups of them, or for all.</summary>
    [Parameter("The feature flag to turn on: for --percent of all users, for --groups of them, or for all", Name = "On", Targets = "Flag")]
    string? FlagOn => ParameterText("On");

    /// <summary>The feature flag to turn off for everybody.</summary>
    [Parameter("The feature flag to turn off for everybody", Name = "Off", Targets = "Flag")]
    string? FlagOff => ParameterText("Off");

    /// <summary>For how many users of a hundred the flag is on.</summary>
    [Parameter("For how many users of a hundred the flag is on", Name = "Percent", Targets = "Flag")]
    string? FlagPercent => ParameterText("Percent");

    /// <summary>Groups of users the flag is on for whatever the share.</summary>
    [Parameter("Groups of users the flag is on for whatever the share", Name = "Groups", Separator = ",", Targets = "Flag")]
    string[] FlagGroups => [.. ParameterTexts("Groups")];

    /// <summary>Show feature flags, or turn one on or off in --environment (the last one where none is named); needs --reason.</summary>
    Target Flag => _ => _
        .Description("Show feature flags, or turn one on or off in --environment (the last one where none is named); needs --reason")
        .Example("./build.sh Flag --on checkout --percent 20 --groups beta --environment production --reason \"try it\"")
        .Example("./build.sh Flag --off checkout --reason \"carts are lost\"")
        .Executes(cancellation => new Verbs.Flag(Engine, new(Engine, KeyAtHand))
            .RunAsync(new(FlagOn, FlagOff, FlagPercent, [.. FlagGroups], ReasonText), EnvironmentName, cancellation));

    /// <summary>How many of the newest packages are kept whatever became of them. Default: packages.keep of the policy, 10.</summary>
    [Parameter("How many of the newest packages are kept whatever became of them. Default: packages.keep of the policy, 10", Name = "Keep", Targets = "Prune")]
    string? KeptCount => ParameterText("Keep");

    /// <summary>Delete packages that serve nowhere and lead back nowhere; --dry-run names them with the reason.</summary>
    Target Prune => _ => _
        .Description("Delete packages that serve nowhere and lead back nowhere; --dry-run names them with the reason")
        .Example("./build.sh Prune --dry-run")
        .Executes(cancellation => new Verbs.Prune(Engine, KeptCount).RunAsync(new(Engine, KeyAtHand), Report, cancellation),
            cancellation => new Verbs.Prune(Engine, KeptCount).DescribeAsync(cancellation));

    /// <summary>Keep the rollout in --environment where it is; needs --reason.</summary>
    Target Hold => _ => _
        .Description("Keep the rollout in --environment where it is; needs --reason")
        .Example("./build.sh Hold --environment production --reason \"the support desk asks to wait\"")
        .Executes(cancellation => Operation.WishAsync(this, (place, reason) => new RolloutWish.Hold(place, reason), cancellation));

    /// <summary>Let a held rollout in --environment go on; needs --reason.</summary>
    Target Resume => _ => _
        .Description("Let a held rollout in --environment go on; needs --reason")
        .Example("./build.sh Resume --environment production --reason \"the support desk is ready\"")
        .Executes(cancellation => Operation.WishAsync(this, (place, reason) => new RolloutWish.Resume(place, reason), cancellation));

    /// <summary>Take the rollout in --environment back; needs --reason.</summary>
    Target Abort => _ => _
        .Description("Take the rollout in --environment back; needs --reason")
        .Example("./build.sh Abort --environment production --reason \"prices are shown without tax\"")
        .Executes(cancellation => Operation.WishAsync(this, (place, reason) => new RolloutWish.Abort(place, reason), cancellation));
}
