namespace Slipway.Releases.Environments;

/// <summary>A place where NuGet packages are published.</summary>
/// <param name="Source">Absolute folder, or the address of a V3 service index (<c>https://…/index.json</c>).</param>
/// <param name="Key">Name of the environment variable that holds the feed's key; null for a feed that asks for none. The key is sent as a header: no command line ever shows it.</param>
public sealed record PackageFeed(string Source, string? Key = null)
{
    /// <summary>True for a folder.</summary>
    public bool IsFolder => !Source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !Source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The feed's address; of a folder a <c>file</c> address.</summary>
    public Uri Address => new(Source);
}
