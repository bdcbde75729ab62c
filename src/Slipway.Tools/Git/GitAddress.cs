namespace Slipway.Tools.Git;

/// <summary>Refuses addresses with which git would run something else than a transport of its own.</summary>
public static class GitAddress
{
    /// <summary>True for a path, a URL of a known scheme and host:path; false for options, transport helpers (<c>ext::…</c>) and control characters.</summary>
    public static bool IsSafe(string? address) =>
        address is { Length: > 0 and <= 2000 }
        && address[0] != '-'
        && !address.Contains("::", StringComparison.Ordinal)
        && !address.Any(char.IsControl)
        && !HostOf(address).StartsWith('-');

    /// <exception cref="ArgumentException">The address is not one git should see.</exception>
    public static string Checked(string? address) =>
        IsSafe(address) ? address! : throw new ArgumentException($"'{address}' is not the address of a git repository.", nameof(address));

    // ssh reads a host that starts with a dash as an option.
    private static string HostOf(string address)
    {
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? address : address[(scheme + 3)..];
        return rest[(rest.Split('/')[0].LastIndexOf('@') + 1)..];
    }
}
