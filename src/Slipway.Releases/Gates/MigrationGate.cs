using Slipway.Releases.Packages;

namespace Slipway.Releases.Gates;

/// <summary>Old and new code live with the same data while traffic moves: what old code uses is taken away only by a later release.</summary>
internal static class MigrationGate
{
    public static GateResult Judge(GateInput input)
    {
        if (input.Live is null && input.State.In(input.Environment).Current is { } current && current.PackageId != input.PackageId)
            return new("migrations", GateVerdict.Inconclusive, $"package {current.PackageId[..12]}, which is live, is no longer in the store to compare with", "./build.sh Package --import brings it back");
        string[] against = [.. MigrationRules.Against(input.Live, input.Manifest)];
        Migration[] brought = [.. MigrationRules.Brought(input.Live, input.Manifest)];
        return against.Length > 0
            ? new("migrations", GateVerdict.Fail, string.Join("; ", against), "bring expand and migrate first, contract in a later release; never edit or drop one that was applied")
            : new("migrations", GateVerdict.Pass, brought.Length == 0 ? "none" : string.Join(", ", brought.Select(migration => $"{migration.Id} ({migration.Phase.ToString().ToLowerInvariant()})")));
    }
}
