namespace Storefront.Orders;

/// <summary>What a customer sends.</summary>
/// <param name="Id">The customer's own name for the order; sending it again does not order again.</param>
/// <param name="Product">Number of the product.</param>
/// <param name="Quantity">How many. Default 1.</param>
public sealed record OrderRequest(string? Id, int Product, int Quantity = 1);

/// <summary>An order that was taken.</summary>
public sealed record Order(string Id, int Product, int Quantity, int TotalCents);

/// <summary>How many orders this instance took.</summary>
/// <param name="Orders">Different orders.</param>
/// <param name="Repeats">Times an order came again and was not taken twice.</param>
public sealed record OrderCount(int Orders, int Repeats);
