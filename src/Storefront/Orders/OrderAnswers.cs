using Storefront.Catalog;

namespace Storefront.Orders;

/// <summary>Taking orders over HTTP.</summary>
public static class OrderAnswers
{
    /// <summary>The most of one product in an order.</summary>
    public const int MostQuantity = 100;

    /// <summary>Adds the answers that take orders.</summary>
    public static void Map(IEndpointRouteBuilder routes, Shelf shelf, OrderBook book, ILogger log)
    {
        routes.MapPost("/api/orders", (OrderRequest request) =>
        {
            if (string.IsNullOrWhiteSpace(request.Id) || request.Id.Length > 100)
                return Results.BadRequest(new Complaint("an order needs an id of at most 100 characters"));
            if (request.Quantity is < 1 or > MostQuantity)
                return Results.BadRequest(new Complaint($"quantity {request.Quantity} is not between 1 and {MostQuantity}"));
            if (shelf.Find(request.Product) is not { } product)
                return Results.BadRequest(new Complaint($"there is no product {request.Product}"));

            var order = new Order(request.Id, product.Id, request.Quantity, product.PriceCents * request.Quantity);
            if (!book.TryTake(order, out Order taken))
                return Results.Ok(taken);

            log.LogInformation("took order {OrderId}: {Quantity} of product {ProductId}", order.Id, order.Quantity, order.Product);
            return Results.Created($"/api/orders/{Uri.EscapeDataString(order.Id)}", order);
        });
        routes.MapGet("/api/orders/count", () => TypedResults.Ok(book.Count()));
    }
}
