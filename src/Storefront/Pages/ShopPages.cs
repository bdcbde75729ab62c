using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Storefront.Catalog;

namespace Storefront.Pages;

/// <summary>The pages people see.</summary>
public static class ShopPages
{
    /// <summary>Adds the pages.</summary>
    public static void Map(IEndpointRouteBuilder routes, Settings settings, Shelf shelf)
    {
        routes.MapGet("/", () => Results.Content(Home(settings, shelf), "text/html; charset=utf-8"));
        routes.MapGet("/products/{id:int}", (int id) => shelf.Find(id) is { } product
            ? Results.Content(ProductPage(settings, product), "text/html; charset=utf-8")
            : Results.Content(NotFound(settings, id), "text/html; charset=utf-8", statusCode: 404));
    }

    /// <summary>The first page.</summary>
    public static string Home(Settings settings, Shelf shelf)
    {
        var body = new StringBuilder("<ul class=\"shelf\">");
        foreach (Product product in shelf.Products)
        {
            body.Append(CultureInfo.InvariantCulture, $"""

                <li><a href="/products/{product.Id}"><h2>{Text(product.Name)}</h2>
                <p>{Text(product.Text)}</p><span class="price">{Text(product.Price)}</span></a></li>
                """);
        }

        return Page(settings, settings.Title, body.Append("</ul>").ToString());
    }

    /// <summary>The page of one product.</summary>
    public static string ProductPage(Settings settings, Product product) => Page(settings, product.Name, $"""
        <article><h2>{Text(product.Name)}</h2><p>{Text(product.Text)}</p><p class="price">{Text(product.Price)}</p>
        <p><a href="/">← all products</a></p></article>
        """);

    private static string NotFound(Settings settings, int id) => Page(settings, "Not found", $"""
        <article><h2>There is no product {id}</h2><p><a href="/">← all products</a></p></article>
        """);

    private static string Page(Settings settings, string title, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Text(title)}</title><style>{ShopStyle.Css}</style></head><body>
        {(settings.Banner is null ? "" : $"<p class=\"banner\">{Text(settings.Banner)}</p>")}
        <header><h1><a href="/">{Text(settings.Title)}</a></h1></header>
        <main>{body}</main>
        <footer>{Text(settings.Place)} · version {Text(settings.Version)}{(settings.PackageId.Length < 12 ? "" : $" · package <code>{Text(settings.PackageId[..12])}</code>")}</footer>
        </body></html>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
