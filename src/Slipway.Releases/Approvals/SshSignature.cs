using System.Buffers.Binary;
using System.Text;

namespace Slipway.Releases.Approvals;

/// <summary>An armored SSH signature as <c>ssh-keygen -Y sign</c> writes it (openssh PROTOCOL.sshsig).</summary>
public static class SshSignature
{
    /// <summary>What consents are signed under; a signature of another namespace is none.</summary>
    public const string ApprovalNamespace = "release-approval@slipway";

    /// <summary>What policies are signed under.</summary>
    public const string PolicyNamespace = "release-policy@slipway";

    /// <summary>The public key inside of a signature as <c>TYPE BODY</c>, or null when the text is no signature. It proves nothing by itself.</summary>
    public static string? PublicKeyOf(string armored)
    {
        const string Begin = "-----BEGIN SSH SIGNATURE-----";
        const string End = "-----END SSH SIGNATURE-----";
        string text = armored.Trim();
        if (text.Length < Begin.Length + End.Length || !text.StartsWith(Begin, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal))
            return null;
        byte[] blob = new byte[text.Length];
        if (!Convert.TryFromBase64String(string.Concat(text[Begin.Length..^End.Length].Split('\n', '\r')), blob, out int length))
            return null;
        ReadOnlySpan<byte> rest = blob.AsSpan(0, length);
        if (rest.Length < 10 || !rest.StartsWith("SSHSIG"u8))
            return null;
        rest = rest[10..];
        if (!TryTake(ref rest, out ReadOnlySpan<byte> key))
            return null;
        ReadOnlySpan<byte> inside = key;
        return TryTake(ref inside, out ReadOnlySpan<byte> type) ? $"{Encoding.ASCII.GetString(type)} {Convert.ToBase64String(key)}" : null;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (rest.Length < 4)
            return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 4)
            return false;
        taken = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return true;
    }
}
