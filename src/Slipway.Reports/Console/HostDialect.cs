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
        HostKind.TeamCity => $"##teamcity[blockOpened name='{Value(name)}']",
        HostKind.Travis => $"travis_fold:start:{Section(name)}\r{name}",
        _ => $"── {name} ──",
    };

    /// <summary>The line that closes it, or null where the host has none.</summary>
    public static string? CloseGroup(HostKind host, string name, DateTimeOffset now) => host switch
    {
        HostKind.GitHubActions => "::endgroup::",
        HostKind.AzurePipelines => "##[endgroup]",
        HostKind.GitLab => $"\e[0Ksection_end:{now.ToUnixTimeSeconds()}:{Section(name)}\r\e[0K",
        HostKind.TeamCity => $"##teamcity[blockClosed name='{Value(name)}']",
        HostKind.Travis => $"travis_fold:end:{Section(name)}\r",
        _ => null,
    };

    /// <summary>The line that marks a fault in the host's own overview, or null where the host has none.</summary>
    public static string? Annotation(HostKind host, Fault fault) => host switch
    {
        HostKind.GitHubActions => $"::error title={Property(fault.Code)}::{Message($"{fault.Cause} ({fault.Place}) {fault.Mend}")}",
        HostKind.AzurePipelines => $"##vso[task.logissue type=error;code={fault.Code}]{Message($"{fault.Cause} ({fault.Place}) {fault.Mend}")}",
        HostKind.TeamCity => $"##teamcity[buildProblem description='{Value($"{fault.Code} {fault.Cause} ({fault.Place}) {fault.Mend}")}' identity='{fault.Code}']",
        _ => null,
    };

    /// <summary>The line that marks a compiler's diagnostic at its file and line, or null where the host has none.</summary>
    /// <param name="host">What shows the run.</param>
    /// <param name="diagnostic">What the compiler said.</param>
    /// <param name="root">The repository's folder; hosts know files by their path in it.</param>
    public static string? Annotation(HostKind host, CompilerLine diagnostic, string root)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        string kind = diagnostic.IsError ? "error" : "warning";
        string file = diagnostic.File.StartsWith(root + "/", StringComparison.Ordinal) ? diagnostic.File[(root.Length + 1)..] : diagnostic.File;
        bool isPlaced = diagnostic.Line > 0;
        return host switch
        {
            HostKind.GitHubActions => $"::{kind} {(file.Length > 0 ? $"file={Property(file)}," : "")}{(isPlaced ? Invariant($"line={diagnostic.Line},col={diagnostic.Column},") : "")}title={Property(diagnostic.Code)}::{Message(diagnostic.Message)}",
            HostKind.AzurePipelines => $"##vso[task.logissue type={kind};{(file.Length > 0 ? $"sourcepath={Azure(file)};" : "")}{(isPlaced ? Invariant($"linenumber={diagnostic.Line};columnnumber={diagnostic.Column};") : "")}code={diagnostic.Code}]{Message(diagnostic.Message)}",
            HostKind.TeamCity => $"##teamcity[message text='{Value(diagnostic.Text)}' status='{(diagnostic.IsError ? "ERROR" : "WARNING")}']",
            _ => null,
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Azure(string text) => Message(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);

    // TeamCity's own escape is the bar.
    private static string Value(string text) => string.Concat(text.Select(letter => letter switch
    {
        '|' => "||",
        '\'' => "|'",
        '[' => "|[",
        ']' => "|]",
        '\n' => "|n",
        '\r' => "|r",
        _ => letter.ToString(),
    }));

    private static string Section(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
