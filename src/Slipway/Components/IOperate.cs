using Slipway.Releases.Governing;

namespace Slipway.Components;

/// <summary>Keeps environments running, steers rollouts, and lets barred packages in again.</summary>
public interface IOperate : IApplication
{
    /// <summary>Of Up: have systemd do the same whenever you log in.</summary>
    [Parameter("Have systemd do the same whenever you log in", Name = "Install", Targets = "Up")]
    bool Installs => ParameterText("Install") == "True";

    /// <summary>Of Down: take away what Up --install wrote.</summary>
    [Parameter("Take away what Up --install wrote", Name = "Uninstall", Targets = "Down")]
    bool Uninstalls => ParameterText("Uninstall") == "True";

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
