using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Gates;

/// <summary>Whether there will be a way back from a deployment, said before it.</summary>
internal static class WayBackGate
{
    private const string Name = "way-back";

    /// <summary>A way back without loss passes; so does a first deployment, which has nothing to go back to and leaves an empty place.</summary>
    public static GateResult Judge(GateInput input) => Look(input) switch
    {
        { Kind: WayBackVerdict.Safe } safe => new(Name, GateVerdict.Pass, safe.Reason),
        { } first when TargetOf(input) is null => new(Name, GateVerdict.Pass, first.Reason),
        { } other => new(Name, GateVerdict.Fail, $"{other.Kind}: {other.Reason}",
            "make the change one that can be taken back, or "
            + $"./build.sh Exceptions --ask \"…\" --covers {Name} --environment {input.Environment} --package {input.PackageId[..12]}"),
    };

    /// <summary>The way back there will be.</summary>
    public static WayBackVerdict Look(GateInput input)
    {
        if (TargetOf(input) is not { } target)
        {
            return new WayBackVerdict(
                WayBackVerdict.Blocked, $"nothing ran in {input.Environment} before; a failing first deployment leaves it empty");
        }

        bool isServing = target.PackageId == input.State.In(input.Environment).Current?.PackageId;
        if (input.Live is { } live && isServing && Missing(live, input) is { Length: > 0 } missing)
            return new WayBackVerdict(WayBackVerdict.Blocked, $"{target.Version} needs {missing}, which the configuration no longer has");
        Migration[] brought = [.. MigrationRules.Brought(input.Live, input.Manifest)];
        if (brought.FirstOrDefault(migration => migration.Phase == MigrationPhase.Contract) is { } contract)
            return new WayBackVerdict(WayBackVerdict.Blocked, $"{contract.Id} takes away what {target.Version} may use; the way is forward");
        string[] lost = [.. brought.Select(migration => migration.DataLoss).Where(loss => loss != "none").Distinct()];
        return lost.Length == 0
            ? new WayBackVerdict(WayBackVerdict.Safe, $"traffic returns to {target.Version} ({target.PackageId[..12]})")
            : new WayBackVerdict(WayBackVerdict.Lossy, $"traffic returns to {target.Version}; lost is {string.Join(", ", lost)}");
    }

    private static DeploymentRecord? TargetOf(GateInput input)
    {
        EnvironmentState here = input.State.In(input.Environment);
        return here.Current is { } current && !IsFor(current, input) && !here.Barred.ContainsKey(current.PackageId) ? current : here.RollbackTarget;
    }

    private static bool IsFor(DeploymentRecord deployment, GateInput input) =>
        deployment.IsLike(input.PackageId, input.Target is { } target ? ConfigurationDigest.Of(target.Configuration) : null);

    private static string Missing(Manifest live, GateInput input) => string.Join(", ", live.Services
        .SelectMany(service => service.Configuration)
        .Where(key => key.Required && !key.Secret && input.Target?.Configuration.ContainsKey(key.Name) == false)
        .Select(key => key.Name));
}

/// <summary>Whether the environment could go back after the deployment.</summary>
/// <param name="Kind"><see cref="Safe"/>, <see cref="Lossy"/> or <see cref="Blocked"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record WayBackVerdict(string Kind, string Reason)
{
    /// <summary>Traffic goes back, and that is all.</summary>
    public const string Safe = "safe";

    /// <summary>Traffic goes back, and data is lost.</summary>
    public const string Lossy = "safe with data loss";

    /// <summary>Traffic cannot go back.</summary>
    public const string Blocked = "blocked";
}
