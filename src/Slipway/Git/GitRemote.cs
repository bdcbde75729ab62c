using System.Text.RegularExpressions;

namespace Slipway.Git;

/// <summary>Where a remote repository is; user names and passwords of its address are dropped.</summary>
/// <param name="Host">Host without port.</param>
/// <param name="Identifier">Path at the host without ".git": "owner/name".</param>
public sealed partial record GitRemote(string Host, string Identifier)
{
    [GeneratedRegex(@"^(?:(?:https?|ssh|git)://(?:[^@/]*@)?(?<host>[^/:]+)(?::\d+)?/|(?:[^@/:]+@)?(?<host>[^/:]{2,}):(?!//))(?<path>.+?)(?:\.git)?/*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Address { get; }

    /// <summary>The owner on the host: all of the identifier but its last segment.</summary>
    public string Owner => Identifier.Contains('/') ? Identifier[..Identifier.LastIndexOf('/')] : "";

    /// <summary>The repository on the host.</summary>
    public string Name => Identifier[(Identifier.LastIndexOf('/') + 1)..];

    /// <summary>Address by HTTPS.</summary>
    public string HttpsUrl => $"https://{Host}/{Identifier}.git";

    /// <summary>Address by SSH.</summary>
    public string SshUrl => $"git@{Host}:{Identifier}.git";

    /// <summary>Reads https, ssh, git and scp-like addresses; null for a local path.</summary>
    public static GitRemote? Parse(string address)
    {
        Match match = Address.Match(address.Trim());
        return match.Success ? new GitRemote(match.Groups["host"].Value, match.Groups["path"].Value.Trim('/')) : null;
    }
}
