using System.Collections.Immutable;
using System.Text;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Evidence;

/// <summary>What a run of tests stands on beside its source: on other ground the same source is tested again.</summary>
public sealed record TestGround
{
    // Names of the terminal and the session: they differ from window to window, and no honest test looks at them.
    private static readonly ImmutableHashSet<string> Ignored =
    [
        "_", "PWD", "OLDPWD", "SHLVL", "TERM", "COLORTERM", "COLUMNS", "LINES", "WINDOWID", "DISPLAY", "WAYLAND_DISPLAY", "STY", "PS1", "MAIL", "GPG_TTY",
        "LS_COLORS", "EDITOR", "VISUAL", "PAGER", "NO_COLOR", "FORCE_COLOR", "INVOCATION_ID", "JOURNAL_STREAM", "SLIPWAY_ROOT", "SLIPWAY_LAUNCHER", "SLIPWAY_STATE",
    ];

    private static readonly ImmutableArray<string> IgnoredBeginnings = ["SSH_", "XDG_", "DBUS_", "TMUX", "HIST", "LESS", "VSCODE_", "TERM_"];

    /// <summary>Number of this shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The command that runs them.</summary>
    public required string Command { get; init; }

    /// <summary>Version of the SDK.</summary>
    public required string Sdk { get; init; }

    /// <summary>Operating system and architecture.</summary>
    public required string Machine { get; init; }

    /// <summary>Digest of what was restored for them.</summary>
    public required string Packages { get; init; }

    /// <summary>Digests of the environment's variables by name, too short to guess a value from.</summary>
    public required ImmutableSortedDictionary<string, string> Variables { get; init; }

    /// <summary>The variables that count, each as a short digest.</summary>
    /// <param name="environment">Values by name.</param>
    public static ImmutableSortedDictionary<string, string> Counted(IEnumerable<KeyValuePair<string, string>> environment) => environment
        .Where(variable => !Ignored.Contains(variable.Key) && !IgnoredBeginnings.Any(beginning => variable.Key.StartsWith(beginning, StringComparison.Ordinal)))
        .ToImmutableSortedDictionary(variable => variable.Key, variable => Digest.Of(Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}")).Hex[..8], StringComparer.Ordinal);

    /// <summary>In what it differs from another, in words; empty where it is the same ground.</summary>
    /// <param name="before">The ground of before.</param>
    public ImmutableArray<string> Differences(TestGround before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return
        [
            .. Changed("the command", before.Command, Command), .. Changed("the SDK", before.Sdk, Sdk), .. Changed("the machine", before.Machine, Machine),
            .. before.Packages == Packages ? [] : (string[])["restored packages differ"],
            .. Variables.Where(variable => !before.Variables.ContainsKey(variable.Key)).Select(variable => $"{variable.Key} is set and was not"),
            .. before.Variables.Where(variable => !Variables.ContainsKey(variable.Key)).Select(variable => $"{variable.Key} was set and is not"),
            .. Variables.Where(variable => before.Variables.TryGetValue(variable.Key, out string? old) && old != variable.Value).Select(variable => $"{variable.Key} has another value"),
        ];
    }

    private static IEnumerable<string> Changed(string name, string before, string now) => before == now ? [] : [$"{name} was {before} and is {now}"];
}
