using Slipway.Targets.Events;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Console;

/// <summary>How each host wants groups and annotations written; pure text, one golden for each host.</summary>
public static class HostDialect
{
    /// <summary>The lines that open a foldable group.</summary>
    public static string OpenGroup(HostKind host, string name, DateTimeOffset now) => host switch
    {
        HostKind.GitHubActions => $"::group::{name}",
        HostKind.AzurePipelines => $"##[group]{name}",
        HostKind.GitLab => $"\e[0Ksection_start:{now.ToUnixTimeSeconds()}:{Section(name)}\r\e[0K{name}",
        _ => $"── {name} ──",
    };

    /// <summary>The line that closes it, or null where the host has none.</summary>
    public static string? CloseGroup(HostKind host, string name, DateTimeOffset now) => host switch
    {
        HostKind.GitHubActions => "::endgroup::",
        HostKind.AzurePipelines => "##[endgroup]",
        HostKind.GitLab => $"\e[0Ksection_end:{now.ToUnixTimeSeconds()}:{Section(name)}\r\e[0K",
        _ => null,
    };

    /// <summary>The line that marks a fault in the host's own overview, or null where the host has none.</summary>
    public static string? Annotation(HostKind host, Fault fault) => host switch
    {
        HostKind.GitHubActions => $"::error title={Property(fault.Code)}::{Message($"{fault.Cause} ({fault.Place}) {fault.Mend}")}",
        HostKind.AzurePipelines => $"##vso[task.logissue type=error;code={fault.Code}]{Message($"{fault.Cause} ({fault.Place}) {fault.Mend}")}",
        _ => null,
    };

    private static string Section(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
