using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Routing;

namespace Slipway.Reports.Json;

/// <summary>Rollouts for machines. Instants are ISO 8601 in UTC; members may be added under the same <c>schema</c>.</summary>
public static class RolloutJson
{
    /// <summary><c>Hold</c>, <c>Resume</c> and <c>Abort</c> with <c>--json</c>: <c>{ schema, environment, wish, already, run }</c>; <c>run</c> is <c>atWork</c>, <c>takenBack</c> or <c>over</c>.</summary>
    public static string Of(RolloutWish wish, Ruling ruling, RolloutRun run)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return new JsonObject
        {
            ["schema"] = 1,
            ["environment"] = wish.Environment,
            ["wish"] = wish.Verb.ToLowerInvariant(),
            ["already"] = ruling is Ruling.Standing,
            ["run"] = JsonNamingPolicy.CamelCase.ConvertName(run.ToString()),
        }.ToJsonString();
    }

    /// <summary>A rollout as <c>Status --json</c> has it: <c>{ version, package, plan, step, steps, percent, sinceUtc, held, judged: [ { step, percent, finding, line, users, allUsers } ] }</c>.</summary>
    internal static JsonObject Of(RolloutState rollout) => new()
    {
        ["version"] = rollout.Version,
        ["package"] = rollout.PackageId,
        ["plan"] = rollout.Plan,
        ["step"] = rollout.Step,
        ["steps"] = rollout.Steps,
        ["percent"] = rollout.Weight * 100.0 / CanaryRoute.Whole,
        ["sinceUtc"] = rollout.Since?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["held"] = rollout.Held is not null,
        ["judged"] = new JsonArray([.. rollout.Judged.Select(step => new JsonObject
        {
            ["step"] = step.Step,
            ["percent"] = step.Weight * 100.0 / CanaryRoute.Whole,
            ["finding"] = step.Finding.ToString().ToLowerInvariant(),
            ["line"] = step.Line,
            ["users"] = step.Users,
            ["allUsers"] = step.AllUsers,
        })]),
    };
}
