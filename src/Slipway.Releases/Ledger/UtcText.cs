using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>Instants in messages: the same in every culture and on every machine.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
