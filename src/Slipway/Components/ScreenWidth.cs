using System.Globalization;

namespace Slipway.Components;

/// <summary>Columns there are to write in: the terminal's, what COLUMNS says elsewhere, 80 where nobody says.</summary>
internal static class ScreenWidth
{
    private const int Usual = 80;

    public static int Current => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width
        : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0 ? columns
        : Usual;
}
