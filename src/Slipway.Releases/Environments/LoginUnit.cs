using System.Text;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Environments;

/// <summary>The unit of systemd that brings environments of a repository up when its user logs in, or when the machine starts where that user lingers.</summary>
public static class LoginUnit
{
    /// <summary>Name of its file: another one for each checkout and for each choice of environments.</summary>
    /// <param name="application">The application.</param>
    /// <param name="folder">Absolute folder of the repository.</param>
    /// <param name="environment">The one environment it brings up; null for all.</param>
    public static string NameOf(string application, string folder, string? environment) =>
        $"slipway-{application}{(environment is null ? "" : $"-{environment}")}-{Digest.Of(Encoding.UTF8.GetBytes(folder)).Short}.service";

    /// <summary>Its text. What it starts stays when the unit ends: an environment is ended by <c>Down</c>.</summary>
    /// <param name="application">The application.</param>
    /// <param name="folder">Absolute folder of the repository.</param>
    /// <param name="environment">The one environment it brings up; null for all.</param>
    /// <param name="searchPath">PATH of whoever installs it: what he finds, it finds.</param>
    public static string TextOf(string application, string folder, string? environment, string searchPath)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(searchPath);
        string choice = environment is null ? "" : $" --environment {environment}";
        return $"""
            # Written by ./build.sh Up --install{choice}; ./build.sh Down --uninstall{choice} removes it.
            [Unit]
            Description=Slipway: {application}{(environment is null ? "" : $" in {environment}")}, {Plain(folder)}

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            KillMode=process
            WorkingDirectory={Plain(folder)}
            Environment="PATH={Quoted(searchPath)}"
            ExecStart="{Quoted(folder).Replace("$", "$$", StringComparison.Ordinal)}/build.sh" Up{choice}

            [Install]
            WantedBy=default.target

            """.ReplaceLineEndings("\n");
    }

    private static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Quoted(string text) => Plain(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
