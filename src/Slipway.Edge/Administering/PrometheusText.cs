using System.Globalization;
using System.Text;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Administering;

/// <summary>Counts as Prometheus reads them.</summary>
internal static class PrometheusText
{
    public static string Of(EdgeCounts counts)
    {
        var text = new StringBuilder();
        Family(text, "slipway_weight", "gauge", "Part of new requests that goes to a deployment.", counts, (arm, labels) => Line(text, "slipway_weight", labels, arm.Weight / (double)CanaryRoute.Whole));
        Family(text, "slipway_requests_total", "counter", "Requests that came to an end.", counts, (arm, labels) => Line(text, "slipway_requests_total", labels, arm.Requests));
        Family(text, "slipway_errors_total", "counter", "Requests that a deployment failed, and those whose client left.", counts, (arm, labels) =>
        {
            Line(text, "slipway_errors_total", labels + ",class=\"5xx\"", arm.ServerErrors);
            Line(text, "slipway_errors_total", labels + ",class=\"unreachable\"", arm.Unreachable);
            Line(text, "slipway_errors_total", labels + ",class=\"timeout\"", arm.TimedOut);
            Line(text, "slipway_errors_total", labels + ",class=\"broken\"", arm.Broken);
            Line(text, "slipway_errors_total", labels + ",class=\"left\"", arm.Left);
        });
        Family(text, "slipway_latency_seconds", "histogram", "Time of answered requests.", counts, (arm, labels) => Histogram(text, arm, labels));
        if (counts.Users is not null)
            Family(text, "slipway_users", "gauge", "Distinct users that met a deployment during a rollout, about.", counts, (arm, labels) => Line(text, "slipway_users", labels, arm.Users ?? 0));
        return text.ToString();
    }

    private static void Family(StringBuilder text, string name, string kind, string help, EdgeCounts counts, Action<ArmCounts, string> write)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
        for (int arm = 0; arm < counts.Arms.Length; arm++)
            write(counts.Arms[arm], $"deployment=\"{counts.Arms[arm].DeploymentId}\",package=\"{counts.Arms[arm].PackageId}\",arm=\"{(arm == 0 ? "serving" : "canary")}\"");
    }

    private static void Histogram(StringBuilder text, ArmCounts arm, string labels)
    {
        long below = 0;
        for (int bucket = 0; bucket < LatencyScale.Buckets; bucket++)
        {
            if (bucket > 0 && bucket % LatencyScale.PerDoubling == 0)
                Line(text, "slipway_latency_seconds_bucket", $"{labels},le=\"{(LatencyScale.StartOf(bucket) / 1e6).ToString("0.######", CultureInfo.InvariantCulture)}\"", below);
            below += bucket < arm.Latency.Length ? arm.Latency[bucket] : 0;
        }

        Line(text, "slipway_latency_seconds_bucket", $"{labels},le=\"+Inf\"", below);
        Line(text, "slipway_latency_seconds_sum", labels, arm.Microseconds / 1e6);
        Line(text, "slipway_latency_seconds_count", labels, below);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {value}\n");
}
