using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Storefront.Gifts;

/// <summary>Gift cards: not for everybody yet. Whoever operates the shop says for whom, while it runs.</summary>
public static class GiftCards
{
    /// <summary>The feature flag they are behind.</summary>
    public const string Flag = "gift-cards";

    private const string User = "session", Groups = "groups";

    private static readonly int[] Values = [2500, 5000, 10000];

    /// <summary>Reads feature flags from the file that <c>SLIPWAY_FLAGS</c> names, and again whenever it is replaced.</summary>
    public static void Follow(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Configuration["SLIPWAY_FLAGS"] is { Length: > 0 } file)
            builder.Configuration.AddJsonFile(file, optional: true, reloadOnChange: true);
        builder.Services.AddFeatureManagement();
    }

    /// <summary>Adds the answer about gift cards: 404 for whom there are none. A visitor is known by the cookie <c>session</c>, their groups by <c>groups</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/gift-cards", async (HttpRequest request, IFeatureManager features) =>
        await features.IsEnabledAsync(Flag, Audience(request)) ? Results.Ok(Values) : Results.NotFound(new Complaint("there are no gift cards")));

    private static TargetingContext Audience(HttpRequest request) => new()
    {
        UserId = request.Cookies[User] ?? "",
        Groups = request.Cookies[Groups]?.Split('+', StringSplitOptions.RemoveEmptyEntries) ?? [],
    };
}
