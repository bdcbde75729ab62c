using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Packages;

/// <summary>The times in a published list of static files (<c>*.staticwebassets.endpoints.json</c>), which differ from folder to folder while the files do not.</summary>
public static partial class StaticAssetTimes
{
    /// <summary>End of the names of such lists.</summary>
    public const string ListEnding = ".staticwebassets.endpoints.json";

    /// <summary>The list with one time as the <c>Last-Modified</c> of every file; the rest stays byte for byte. Browsers still tell contents apart by the entity tags beside it.</summary>
    /// <param name="list">Text of the list.</param>
    /// <param name="time">The time to tell, whole seconds.</param>
    public static string Settle(string list, DateTimeOffset time) =>
        LastModified.Replace(list, match => match.Groups["before"].Value + time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture) + match.Groups["after"].Value);

    [GeneratedRegex("""(?<before>"Name"\s*:\s*"Last-Modified"\s*,\s*"Value"\s*:\s*")[^"\\]*(?<after>")""")]
    private static partial Regex LastModified { get; }
}
