using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Reports.Html;

/// <summary>The page's style sheet, script and signs, as they are embedded in this assembly.</summary>
internal static class Assets
{
    /// <summary>Style sheets in the order they override each other.</summary>
    public static string Style { get; } = Joined("tokens.css", "page.css", "views.css", "modes.css");

    /// <summary>What must be known before anything is painted: that there are scripts, so that one view is laid out and not all of them.</summary>
    public static string Beginning { get; } = Joined("begin.js");

    /// <summary>Scripts in the order they use each other; all of one scope.</summary>
    public static string Script { get; } = Joined("data.js", "marks.js", "entries.js", "release.js", "list.js", "pages.js", "live.js");

    public static string Signs { get; } = Joined("signs.svg");

    /// <summary>The source expression that lets a content security policy accept exactly this text.</summary>
    public static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Joined(params ReadOnlySpan<string> names)
    {
        var text = new StringBuilder();
        foreach (string name in names)
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Slipway.Reports.Html.Assets.{name}") ?? throw new InvalidOperationException($"{name} is not embedded.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            text.Append(reader.ReadToEnd().ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
