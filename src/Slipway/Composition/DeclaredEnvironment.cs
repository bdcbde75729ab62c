using System.Collections;
using System.Collections.Immutable;
using Slipway.Releases.Evidence;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;
using Slipway.Vocabulary.Commands;

namespace Slipway.Composition;

/// <summary>
/// The variables that a cached target's work depends on. One that names some sees, in the commands it runs, these and the few that every program
/// needs, and all that it sees counts; one that names none sees everything, and everything counts but what terminals and sessions set.
/// </summary>
internal static class DeclaredEnvironment
{
    /// <summary>All that is kept of a secret.</summary>
    public const string Secret = "a secret";

    private static readonly ImmutableArray<string> Needed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "SLIPWAY_ROOT", "SLIPWAY_LAUNCHER", "NUGET_PACKAGES",
        "PATHEXT", "SYSTEMROOT", "WINDIR", "COMSPEC", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "PROGRAMDATA",
    ];

    private static readonly ImmutableArray<string> NeededBeginnings = ["LC_", "DOTNET_", "MSBUILD"];

    private static readonly ImmutableArray<string> SecretWords =
    [
        "TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL", "APIKEY", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "CONNECTIONSTRING",
        "CONNECTION_STRING",
    ];

    /// <summary>The variables of this process.</summary>
    public static ImmutableSortedDictionary<string, string> Read() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToImmutableSortedDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    /// <summary>True for a variable that is a secret by its name.</summary>
    public static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The variables that count, as they are kept: what the target names in full, others as a short digest, secrets by name only.</summary>
    /// <param name="declared">What the target says.</param>
    /// <param name="environment">All variables.</param>
    /// <param name="mask">Takes secrets out of a text.</param>
    public static IEnumerable<InputField> Fields(
        CacheDeclaration declared, ImmutableSortedDictionary<string, string> environment, Func<string, string> mask)
    {
        foreach ((string name, string digest) in TestGround.Counted(environment))
        {
            string value = environment[name];
            if (declared.Variables.Contains(name) || (!declared.Variables.IsEmpty && !IsNeeded(name)))
                continue;
            bool isSecret = IsSecret(name) || mask(value) != value;
            yield return new InputField(InputKind.Variable, name, isSecret ? Secret : $"set to something ({digest})");
        }

        foreach (string name in declared.Variables.Distinct(StringComparer.Ordinal))
        {
            string? value = environment.GetValueOrDefault(name);
            bool isSecret = value is not null && (IsSecret(name) || mask(value) != value);
            yield return new InputField(InputKind.Variable, name, isSecret ? Secret : ParameterText.Of(value));
        }
    }

    /// <summary>A runner whose commands see only what the target names.</summary>
    public static ICommandRunner Narrowed(ICommandRunner runner, CacheDeclaration declared) =>
        declared.Variables.IsEmpty ? runner : new NarrowRunner(runner, declared.Variables);

    /// <summary>True for a variable that every program needs.</summary>
    public static bool IsNeeded(string name) => Needed.Contains(name, StringComparer.OrdinalIgnoreCase)
        || NeededBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
