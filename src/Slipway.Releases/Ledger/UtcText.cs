using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>Instants in messages: the same in every culture and on every machine.</summary>
public static class UtcText
{
    /// <summary>To the minute: <c>2026-11-28 16:40 UTC</c>.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>To the millisecond, as the ledger keeps instants; empty where there is none.</summary>
    public static string Exact(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "";
}
