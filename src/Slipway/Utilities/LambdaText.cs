namespace Slipway.Utilities;

/// <summary>Reads the source text of a lambda, which the compiler hands over, so that no expression tree is needed.</summary>
internal static class LambdaText
{
    /// <summary><c>() => A &amp;&amp; B</c> → <c>A &amp;&amp; B</c>; a method group stays as it is.</summary>
    public static string Body(string text)
    {
        int arrow = text.IndexOf("=>", StringComparison.Ordinal);
        return (arrow < 0 ? text : text[(arrow + 2)..]).Trim();
    }

    /// <summary>The last name of a member access: <c>x.Compile</c> → <c>Compile</c>.</summary>
    public static string LastName(string body)
    {
        int end = body.Length;
        while (end > 0 && !char.IsLetterOrDigit(body[end - 1]) && body[end - 1] != '_')
            end--;
        int start = end;
        while (start > 0 && (char.IsLetterOrDigit(body[start - 1]) || body[start - 1] == '_'))
            start--;
        return body[start..end];
    }
}
