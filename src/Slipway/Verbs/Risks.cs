using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Risks</c> does: shows the register, or changes it.</summary>
internal static class Risks
{
    public static Task RunAsync(Counter counter, RiskOptions options, CancellationToken cancellation) => options.Wish is { } wish
        ? counter.RecordAsync(occasion => Releases.Governing.Risks.Decide(wish, occasion), ruled => RisksText.Answer(ruled.Ruling), cancellation)
        : counter.ShowAsync(
            occasion => RegistersJson.Risks(occasion.Governance.Risks.Values), occasion => RisksText.Render(occasion.Governance.Risks.Values),
                cancellation);
}

/// <summary>What <c>Risks</c> can be told.</summary>
internal sealed record RiskOptions(string? Open, string? Accept, string? Close, string? Severity, string? Mitigation, string? Owner, string? Due,
    string? Reason, string? Likelihood, string? Release)
{
    public RiskWish? Wish =>
        Open is { } title ? new RiskWish.Open(title, Severity, Mitigation, Owner, Due) { Likelihood = Likelihood, Release = Release }
        : Accept is { } accepted ? new RiskWish.Accept(accepted, Reason)
        : Close is { } closed ? new RiskWish.Close(closed, Reason)
        : null;
}
