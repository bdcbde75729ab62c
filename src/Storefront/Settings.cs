namespace Storefront;

/// <summary>What the shop reads from its surroundings.</summary>
/// <param name="Title">Name of the shop (<c>Shop__Title</c>, required).</param>
/// <param name="Banner">Line shown on top of every page (<c>Shop__Banner</c>), or null.</param>
/// <param name="PackageId">The package this instance runs (<c>SLIPWAY_PACKAGE</c>).</param>
/// <param name="InstanceId">The name of this instance (<c>SLIPWAY_INSTANCE</c>).</param>
/// <param name="Place">The environment's name (<c>SLIPWAY_ENVIRONMENT</c>).</param>
/// <param name="Version">The release's version (<c>SLIPWAY_VERSION</c>).</param>
public sealed record Settings(string Title, string? Banner, string PackageId, string InstanceId, string Place, string Version)
{
    /// <summary>Reads the settings, or null with a complaint to print when a required one is missing.</summary>
    public static Settings? Read(IConfiguration configuration, out string complaint)
    {
        string? title = configuration["Shop:Title"];
        if (string.IsNullOrWhiteSpace(title))
        {
            complaint = "Storefront: configuration Shop__Title is missing; set it to the shop's name.";
            return null;
        }

        complaint = "";
        return new(
            title,
            configuration["Shop:Banner"] is { Length: > 0 } banner ? banner : null,
            configuration["SLIPWAY_PACKAGE"] ?? "",
            configuration["SLIPWAY_INSTANCE"] ?? "",
            configuration["SLIPWAY_ENVIRONMENT"] ?? "local",
            configuration["SLIPWAY_VERSION"] ?? "0.0.0");
    }
}
