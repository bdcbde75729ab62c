using System.Text.RegularExpressions;

namespace Slipway.Releases.Publishing;

/// <summary>A place where a release is published for those who use it. A build says all of its places in <c>Destinations</c>.</summary>
public abstract partial record Destination
{
    private Destination(string name) =>
        Name = Plain.IsMatch(name) ? name : throw new ArgumentException($"'{name}' is no name of a destination: lower-case letters, digits and '-'", nameof(name));

    /// <summary>Lower-case name used on screens and in the ledger: <c>site</c>.</summary>
    public string Name { get; }

    /// <summary>Environment in which a release must have been live, and not be barred, before it is published here. Default: the last of the lane.</summary>
    public string? LiveIn { get; init; }

    /// <summary>Where it is, for people: something one can open.</summary>
    public abstract string Place { get; }

    /// <summary>The address that may stand in the ledger; empty for a folder, which is some machine's own.</summary>
    public abstract string Address { get; }

    /// <summary>True for a file that is published here.</summary>
    public virtual bool Takes(PublishedFile file) => true;

    /// <summary>A folder that anything may serve: one folder a version, <c>index.json</c> for machines and <c>index.html</c> for people.</summary>
    /// <param name="Name">Lower-case name.</param>
    /// <param name="Path">Absolute folder: <c>RootDirectory / "site"</c>.</param>
    public sealed record Folder(string Name, string Path) : Destination(Name)
    {
        /// <summary>Absolute folder.</summary>
        public string Path { get; } = System.IO.Path.IsPathRooted(Path)
            ? Path
            : throw new ArgumentException($"'{Path}' is no absolute folder: RootDirectory / \"{Path}\"", nameof(Path));

        /// <inheritdoc/>
        public override string Place => Path;

        /// <inheritdoc/>
        public override string Address => "";
    }

    /// <summary>A NuGet feed: the NuGet packages of a release, each once and for good.</summary>
    /// <param name="Name">Lower-case name.</param>
    /// <param name="Source">Absolute folder, or the address of a V3 service index: <c>https://…/index.json</c>.</param>
    /// <param name="Key">Name of the environment variable that holds the feed's key; null for a feed that asks for none.</param>
    public sealed record Feed(string Name, string Source, string? Key = null) : Destination(Name)
    {
        /// <summary>Absolute folder, or the address of a V3 service index.</summary>
        public string Source { get; } = Uri.TryCreate(Source, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "file"
            ? Source
            : throw new ArgumentException($"'{Source}' is neither an absolute folder nor an http address", nameof(Source));

        /// <inheritdoc/>
        public override string Place => Source;

        /// <inheritdoc/>
        public override string Address => Source.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Source : "";

        /// <inheritdoc/>
        public override bool Takes(PublishedFile file)
        {
            ArgumentNullException.ThrowIfNull(file);
            return file.Name.EndsWith(".nupkg", StringComparison.Ordinal);
        }
    }

    /// <summary>A GitHub release: a draft until every file is there and was read back.</summary>
    /// <param name="Name">Lower-case name.</param>
    /// <param name="Repository"><c>owner/name</c>.</param>
    /// <param name="Token">Name of the environment variable that holds a token with the right to write contents.</param>
    public sealed record GitHub(string Name, string Repository, string Token = "GITHUB_TOKEN") : Destination(Name)
    {
        /// <summary><c>owner/name</c>.</summary>
        public string Repository { get; } = OwnerAndName.IsMatch(Repository)
            ? Repository
            : throw new ArgumentException($"'{Repository}' is no repository: owner/name", nameof(Repository));

        /// <summary>Root of the REST interface. Default: that of github.com; of an Enterprise server <c>https://HOST/api/v3/</c>.</summary>
        public Uri Api { get; init => field = value.AbsoluteUri.EndsWith('/') ? value : new Uri(value.AbsoluteUri + "/"); } = new("https://api.github.com/");

        /// <inheritdoc/>
        public override string Place => Api.Host == "api.github.com" ? $"https://github.com/{Repository}/releases" : $"{Api}repos/{Repository}/releases";

        /// <inheritdoc/>
        public override string Address => Place;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Plain { get; }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$")]
    private static partial Regex OwnerAndName { get; }
}
