using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Slipway.Processes;

/// <summary>The shapes in which a tool may print a secret it was given.</summary>
internal static class SecretForms
{
    /// <summary>
    /// Fewer characters than this are refused as a secret and never masked as a part of one:
    /// masking "docker" or "}" everywhere garbles the log and gives the secret away by its gaps.
    /// </summary>
    public const int ShortestLength = 8;

    /// <summary>Raw, trimmed, each line, JSON, URL, HTML, shell and base64 forms, without those too short to mask.</summary>
    public static IEnumerable<string> Of(string secret) =>
        Plain(secret).SelectMany(Encoded).Where(form => form.Length >= ShortestLength).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Plain(string secret) =>
        [secret, secret.Trim(), .. secret.Split('\n').SelectMany(line => new[] { line.TrimEnd('\r'), line.Trim() })];

    private static IEnumerable<string> Encoded(string text)
    {
        if (text.Length < ShortestLength)
            yield break;
        yield return text;
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        string percent = Uri.EscapeDataString(text);
        yield return percent;
        yield return LowerPercent(percent);
        string form = WebUtility.UrlEncode(text);
        yield return form;
        yield return LowerPercent(form);
        yield return WebUtility.HtmlEncode(text);
        yield return text.Replace("'", @"'\''", StringComparison.Ordinal);
        foreach (string core in Base64Cores(Encoding.UTF8.GetBytes(text)))
        {
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
        }
    }

    // Inside a longer base64 text a value starts at one of three bit offsets; the characters that
    // share bits with a neighbour are left out, so that each core is found whatever stands around it.
    private static IEnumerable<string> Base64Cores(byte[] value)
    {
        for (int lead = 0; lead < 3; lead++)
        {
            string text = Convert.ToBase64String([.. new byte[lead], .. value]);
            int first = ((lead * 8) + 5) / 6;
            int end = (lead + value.Length) * 8 / 6;
            yield return text[first..end];
        }
    }

    private static string LowerPercent(string text)
    {
        var result = new StringBuilder(text);
        for (int index = 0; index + 2 < result.Length; index++)
        {
            if (result[index] != '%')
                continue;
            result[index + 1] = char.ToLowerInvariant(result[index + 1]);
            result[index + 2] = char.ToLowerInvariant(result[index + 2]);
        }

        return result.ToString();
    }
}
