using Microsoft.Extensions.Primitives;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Counting;

/// <summary>The hash of whatever tells a user apart, read in place: nothing is copied, and nothing else of the user is kept.</summary>
internal static class UserHash
{
    /// <summary>The hash, or null for a request that does not say who asks.</summary>
    public static ulong? Of(IHeaderDictionary headers, UserKey key)
    {
        StringValues values = headers[key.IsHeader ? key.Name : "Cookie"];
        foreach (string? value in values)
        {
            if (value is not null && (key.IsHeader ? value.AsSpan().Trim() : CookieIn(value, key.Name)) is { Length: > 0 } found)
                return Of(found);
        }

        return null;
    }

    /// <summary>Mixes in a salt, so that who is first in one rollout is not first in each.</summary>
    public static ulong Salted(ulong hash, ulong salt) => Mix(hash ^ salt);

    /// <summary>FNV-1a over the characters, with MurmurHash3's last mixing so that every bit depends on each.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in text)
            hash = (hash ^ letter) * 1099511628211;
        return Mix(hash);
    }

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static ReadOnlySpan<char> CookieIn(string header, string name)
    {
        foreach (Range part in header.AsSpan().Split(';'))
        {
            ReadOnlySpan<char> pair = header.AsSpan(part).Trim();
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                return pair[(name.Length + 1)..];
        }

        return [];
    }
}
