namespace Storefront.Catalog;

/// <summary>One thing for sale.</summary>
/// <param name="Id">Number in the catalogue, from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">One sentence about it.</param>
/// <param name="PriceCents">Price in euro cents.</param>
public sealed record Product(int Id, string Name, string Text, int PriceCents)
{
    /// <summary>The price as it is shown: <c>€ 12.50</c>.</summary>
    public string Price => $"€ {PriceCents / 100}.{PriceCents % 100:00}";
}
