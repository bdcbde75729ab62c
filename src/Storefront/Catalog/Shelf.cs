using System.Collections.Frozen;

namespace Storefront.Catalog;

/// <summary>All products of the shop, fixed for the life of a release.</summary>
public sealed class Shelf
{
    private readonly FrozenDictionary<int, Product> _byId;

    /// <summary>A shelf with the products of the shop.</summary>
    public Shelf()
    {
        Products =
        [
            new(1, "Brass compass", "Liquid-damped, reads true to half a degree on a rolling deck.", 4850),
            new(2, "Tarred marline", "Forty metres on a wooden reel, for whippings and seizings.", 1290),
            new(3, "Storm lantern", "Burns nineteen hours on one filling; glass can be replaced.", 3900),
            new(4, "Chart of the approaches", "Printed on waterproof paper, corrected to this month.", 2475),
            new(5, "Oilskin jacket", "Double storm flap, taped seams, and pockets that drain.", 18900),
            new(6, "Signal flags", "The full set of forty in a rolled canvas case.", 7600),
        ];
        _byId = Products.ToFrozenDictionary(product => product.Id);
    }

    /// <summary>All products, in the order they are shown.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>The product with this number, or null.</summary>
    public Product? Find(int id) => _byId.GetValueOrDefault(id);
}
