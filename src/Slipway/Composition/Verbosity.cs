using System.Collections.Immutable;

namespace Slipway.Composition;

/// <summary>How much a run shows. It is asked before the command line is read: what a build logs while it is made obeys it too.</summary>
internal enum Verbosity
{
    Quiet,
    Minimal,
    Normal,
    Verbose,
}

/// <summary>Reads the verbosity.</summary>
internal static class Verbosities
{
    /// <summary>The last <c>--verbosity</c> of a command line; Normal where there is none.</summary>
    public static Verbosity Of(ImmutableArray<string> arguments)
    {
        Verbosity found = Verbosity.Normal;
        for (int index = 0; index < arguments.Length && arguments[index] != "--"; index++)
        {
            string word = arguments[index].TrimStart('-');
            string? value = !arguments[index].StartsWith('-') ? null
                : word.StartsWith("verbosity=", StringComparison.OrdinalIgnoreCase) ? word["verbosity=".Length..]
                : word.Equals("verbosity", StringComparison.OrdinalIgnoreCase) && index + 1 < arguments.Length ? arguments[index + 1]
                : null;
            if (value is not null && Enum.TryParse(value, ignoreCase: true, out Verbosity given))
                found = given;
        }

        return found;
    }
}
