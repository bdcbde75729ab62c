using System.Text;

namespace Slipway.Targets.Parameters;

/// <summary>Names as options are typed.</summary>
public static class KebabCase
{
    /// <summary><c>NuGetApiKey</c> → <c>nu-get-api-key</c>, <c>OSName</c> → <c>os-name</c>.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 8);
        for (int index = 0; index < name.Length; index++)
        {
            bool startsWord = index > 0 && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
            if (startsWord)
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[index]));
        }

        return text.ToString();
    }
}
