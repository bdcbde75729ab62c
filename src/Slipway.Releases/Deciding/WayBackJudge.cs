using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Deciding;

/// <summary>Says before a deployment whether there will be a way back from it.</summary>
internal static class WayBackJudge
{
    public static WayBackVerdict Judge(DeployRequest request)
    {
        EnvironmentState here = request.State.In(request.Environment.Name);
        DeploymentRecord? target = here.Current is { } current && !request.IsFor(current) && !here.Barred.ContainsKey(current.PackageId) ? current : here.RollbackTarget;
        if (target is null)
            return new WayBackVerdict("blocked", $"nothing ran in {request.Environment.Name} before; a failing first deployment leaves it empty");
        if (request.Live is { } live && target.PackageId == here.Current?.PackageId && Missing(live, request) is { Length: > 0 } missing)
            return new WayBackVerdict("blocked", $"{target.Version} needs {missing}, which the configuration no longer has");
        Migration[] brought = [.. MigrationRules.Brought(request.Live, request.Manifest)];
        if (brought.FirstOrDefault(migration => migration.Phase == MigrationPhase.Contract) is { } contract)
            return new WayBackVerdict("blocked", $"{contract.Id} takes away what {target.Version} may use; the way is forward");
        string[] lost = [.. brought.Select(migration => migration.DataLoss).Where(loss => loss != "none").Distinct()];
        return lost.Length == 0
            ? new WayBackVerdict("safe", $"traffic returns to {target.Version} ({target.PackageId[..12]})")
            : new WayBackVerdict("safe with data loss", $"traffic returns to {target.Version}; lost is {string.Join(", ", lost)}");
    }

    private static string Missing(Manifest live, DeployRequest request) => string.Join(", ", live.Services
        .SelectMany(service => service.Configuration)
        .Where(key => key.Required && !key.Secret && !request.Environment.Configuration.ContainsKey(key.Name))
        .Select(key => key.Name));
}
