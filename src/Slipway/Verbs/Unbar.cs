using Slipway.Releases.Governing;
using Slipway.Reports.Console;

namespace Slipway.Verbs;

/// <summary>What <c>Unbar</c> does: lets a barred package in again.</summary>
internal static class Unbar
{
    public static Task RunAsync(Counter counter, UnbarOptions options, CancellationToken cancellation)
    {
        string environment = EnvironmentChoice.Of(counter.Lane, options.Environment).Name;
        return counter.RecordAsync(
            occasion => Barring.Decide(new UnbarWish(environment, options.Package, options.Reason), occasion), ruled =>
                BarringText.Answer(ruled.Ruling), cancellation);
    }
}

/// <summary>What <c>Unbar</c> can be told.</summary>
internal sealed record UnbarOptions(string? Environment, string? Package, string? Reason);
