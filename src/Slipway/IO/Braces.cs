namespace Slipway.IO;

/// <summary>Expands <c>{a,b}</c> in patterns, nested ones too.</summary>
internal static class Braces
{
    /// <exception cref="ArgumentException">A brace has no partner.</exception>
    public static IEnumerable<string> Expand(string pattern)
    {
        int open = pattern.IndexOf('{');
        if (open < 0)
            return pattern.Contains('}') ? throw Unpaired(pattern) : [pattern];
        var choices = new List<string>();
        int depth = 0;
        int start = open + 1;
        for (int index = open; index < pattern.Length; index++)
        {
            depth += pattern[index] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 || (depth == 1 && pattern[index] == ','))
            {
                choices.Add(pattern[start..index]);
                start = index + 1;
            }

            if (depth == 0)
                return choices.SelectMany(choice => Expand(pattern[..open] + choice + pattern[start..]));
        }

        throw Unpaired(pattern);
    }

    private static ArgumentException Unpaired(string pattern) => new($"'{pattern}' has a brace without its partner.", nameof(pattern));
}
