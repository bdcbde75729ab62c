namespace Storefront.Catalog;

/// <summary>The catalogue as JSON.</summary>
public static class ProductAnswers
{
    /// <summary>Longest time a caller may ask <c>GET /api/products</c> to take.</summary>
    public const int LongestDelay = 1000;

    /// <summary>Adds the answers about products.</summary>
    public static void Map(IEndpointRouteBuilder routes, Shelf shelf)
    {
        // ?delay=MS (at most 1000) answers later on purpose: it is the slow page for load tests of proxies, and documented as such.
        routes.MapGet("/api/products", async (int? delay, CancellationToken cancellation) =>
        {
            if (delay is > 0 and var wanted)
                await Task.Delay(Math.Min(wanted, LongestDelay), cancellation);
            return TypedResults.Ok(shelf.Products);
        });
        routes.MapGet("/api/products/{id:int}", (int id) =>
            shelf.Find(id) is { } product ? Results.Ok(product) : Results.NotFound(new Complaint($"there is no product {id}")));
    }
}
