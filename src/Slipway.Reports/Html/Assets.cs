using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Reports.Html;

/// <summary>The page's style sheet, script and signs, as they are embedded in this assembly.</summary>
internal static partial class Assets
{
    /// <summary>Style sheets in the order they override each other.</summary>
    public static string Style { get; } = Joined("tokens.css", "page.css", "views.css", "modes.css");

    /// <summary>What must be known before anything is painted: that there are scripts, so that one view is laid out and not all of them.</summary>
    public static string Beginning { get; } = Joined("begin.js");

    /// <summary>Scripts in the order they use each other; all of one scope.</summary>
    public static string Script { get; } = Joined("data.js", "marks.js", "entries.js", "release.js", "list.js", "pages.js", "live.js");

    /// <summary>All signs, for the script to draw from.</summary>
    public static string Signs { get; } = Joined("signs.svg");

    private static readonly FrozenDictionary<string, string> Drawings = SignPattern.Matches(Signs).ToFrozenDictionary(sign => sign.Groups[1].Value, sign => sign.Groups[2].Value, StringComparer.Ordinal);

    /// <summary>What is drawn in a square of 16 by 16 for one of the signs.</summary>
    public static string Sign(string name) => Drawings[name];

    /// <summary>The source expression that lets a content security policy accept exactly this text.</summary>
    public static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<symbol id=\"sign-([a-z]+)\"[^>]*>(.*?)</symbol>", RegexOptions.Singleline)]
    private static partial Regex SignPattern { get; }

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
