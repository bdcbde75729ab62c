using Slipway.Releases.Environments;

namespace Slipway.Verbs;

/// <summary>Has systemd bring environments up without anybody who types.</summary>
/// <param name="Units">Folder of the user's units.</param>
/// <param name="Application">The application.</param>
/// <param name="Repository">Absolute folder of the repository.</param>
/// <param name="Environment">The one environment; null for all.</param>
internal sealed record AtLogin(string Units, string Application, string Repository, string? Environment)
{
    private string Name => LoginUnit.NameOf(Application, Repository, Environment);

    private string Unit => Path.Combine(Units, Name);

    // What systemctl --user enable makes.
    private string Link => Path.Combine(Units, "default.target.wants", Name);

    /// <summary>Writes the unit and enables it; systemd reads both when it starts.</summary>
    public IEnumerable<string> Install(string searchPath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Link)!); // it lies in a folder
        File.WriteAllText(Unit, LoginUnit.TextOf(Application, Repository, Environment, searchPath));
        File.Delete(Link);
        File.CreateSymbolicLink(Link, Path.Combine("..", Name));
        return
        [
            $"  {Unit}",
            "  From now on they are brought up when you log in; for a start of the machine without that, run once: loginctl enable-linger",
            "  Secrets that you give as variables it does not have: systemctl --user edit names a file with them (EnvironmentFile=)",
        ];
    }

    /// <summary>Takes both away; neither may be there.</summary>
    public IEnumerable<string> Remove()
    {
        bool wasThere = File.Exists(Unit);
        if (Directory.Exists(Path.GetDirectoryName(Link)))
            File.Delete(Link);
        if (Directory.Exists(Units))
            File.Delete(Unit);
        return [wasThere ? $"  {Unit} is removed: nothing is brought up at login any more" : $"  {Unit} is not there: nothing was installed"];
    }
}
