using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Evidence;

/// <summary>How keys and tokens look that have no place in what is shipped.</summary>
internal static partial class SecretRules
{
    public static ImmutableArray<(string Name, Regex Pattern)> All { get; } =
    [
        ("private key", PrivateKey),
        ("AWS access key", AwsAccessKey),
        ("GitHub token", GitHubToken),
        ("Slack token", SlackToken),
        ("Azure storage key", AzureAccountKey),
        ("Google API key", GoogleKey),
        ("npm token", NpmToken),
    ];

    [GeneratedRegex("-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----")]
    private static partial Regex PrivateKey { get; }

    [GeneratedRegex("A(?:KIA|SIA)[0-9A-Z]{16}(?![0-9A-Za-z])")]
    private static partial Regex AwsAccessKey { get; }

    [GeneratedRegex("(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22})")]
    private static partial Regex GitHubToken { get; }

    [GeneratedRegex("xox[abeoprs]-[0-9A-Za-z-]{10}")]
    private static partial Regex SlackToken { get; }

    [GeneratedRegex("AccountKey=[0-9A-Za-z+/]{20}")]
    private static partial Regex AzureAccountKey { get; }

    [GeneratedRegex("AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])")]
    private static partial Regex GoogleKey { get; }

    [GeneratedRegex("npm_[0-9A-Za-z]{36}(?![0-9A-Za-z])")]
    private static partial Regex NpmToken { get; }
}
