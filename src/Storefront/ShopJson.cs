using System.Text.Json.Serialization;
using Storefront.Catalog;
using Storefront.Identity;
using Storefront.Orders;

namespace Storefront;

/// <summary>Everything the shop says and hears as JSON.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(OrderRequest))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderCount))]
[JsonSerializable(typeof(Self))]
[JsonSerializable(typeof(Complaint))]
internal sealed partial class ShopJson : JsonSerializerContext;
