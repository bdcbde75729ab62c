using System.Text.Json;
using Storefront.Catalog;
using Storefront.Pages;

namespace Storefront.Identity;

/// <summary>Whether this instance should get traffic: true once its code paths have run once.</summary>
public sealed class Readiness
{
    private volatile bool _isReady;

    /// <summary>True from the moment it can serve until it is told to end.</summary>
    public bool IsReady => _isReady;

    /// <summary>Renders what customers will ask for first, so that no customer waits for the compiler.</summary>
    public void WarmUp(Settings settings, Shelf shelf)
    {
        foreach (Product product in shelf.Products)
            _ = ShopPages.ProductPage(settings, product);
        _ = ShopPages.Home(settings, shelf);
        _ = JsonSerializer.SerializeToUtf8Bytes(shelf.Products, ShopJson.Default.IReadOnlyListProduct);
        _isReady = true;
    }
}
