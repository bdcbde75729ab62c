namespace Storefront.Pages;

/// <summary>How the pages look, by day and by night.</summary>
internal static class ShopStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--ink:#1b2733;--quiet:#5b6975;--paper:#f6f3ec;--card:#fff;--line:#ddd6c8;--mark:#0b6e74}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e4da;--quiet:#9aa7b1;--paper:#12191f;--card:#1b252d;--line:#2c3a45;--mark:#5cc4c9}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
        header,main,footer{max-width:60rem;margin:0 auto;padding:1rem 1.25rem}h1{font-size:1.7rem;margin:.5rem 0}h1 a{color:inherit;text-decoration:none}
        h2{font-size:1.15rem;margin:0 0 .3rem}p{margin:0 0 .6rem}a{color:var(--mark)}
        .banner{margin:0;padding:.5rem 1.25rem;text-align:center;background:var(--mark);color:var(--paper)}
        .shelf{list-style:none;margin:0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}
        .shelf a,article{display:block;height:100%;padding:1.1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:10px;color:inherit;text-decoration:none}
        .shelf a:hover,.shelf a:focus-visible{border-color:var(--mark)}.shelf p{color:var(--quiet);font-size:.95rem}
        .price{font-weight:600;font-variant-numeric:tabular-nums}footer{color:var(--quiet);font-size:.85rem}
        """;
}
