using System.IO.Compression;
using System.Text;

namespace Slipway.Fakes;

/// <summary>What a dashboard's file says, the data its script inflates included.</summary>
public static class DashboardText
{
    private const string Start = "<script id=\"data\" type=\"text/plain\">";

    /// <summary>The page's data: one JSON object.</summary>
    public static string DataOf(string page)
    {
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        using var packed = new MemoryStream(Convert.FromBase64String(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]));
        using var text = new StreamReader(new DeflateStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    /// <summary>The page, with its data behind it.</summary>
    public static string Whole(string page) => page + DataOf(page);
}
