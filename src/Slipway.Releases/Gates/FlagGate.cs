using System.Globalization;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Gates;

/// <summary>Feature switches go when they were meant to go.</summary>
internal static class FlagGate
{
    public static GateResult Judge(GateInput input)
    {
        DateOnly today = DateOnly.FromDateTime(input.Now.UtcDateTime);
        FeatureFlag[] old = [.. input.Manifest.Flags.Where(flag => flag.RemoveBy < today)];
        return old.Length == 0
            ? new("flags", GateVerdict.Pass, $"{input.Manifest.Flags.Length} flags, none past its day")
            : new("flags", GateVerdict.Fail, $"past their day: {string.Join(", ", old.Select(flag => $"{flag.Name} ({flag.Owner}, {flag.RemoveBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})"))}", "take them out of the code, or give them a later day in the build");
    }
}
