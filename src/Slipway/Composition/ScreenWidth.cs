using System.Globalization;

namespace Slipway.Composition;

/// <summary>How wide the screen is. Asked only by what draws tables: the terminal's description is read for it.</summary>
internal static class ScreenWidth
{
    private const int Unknown = 100;
    private const int Least = 60;

    /// <summary>The terminal's width; what COLUMNS says where output goes elsewhere; 100 where nothing says.</summary>
    public static int Read()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0)
            return Math.Max(Least, columns);
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth == 0 ? Unknown : Math.Max(Least, Console.WindowWidth);
        }
        catch (IOException)
        {
            return Unknown; // a terminal that tells nobody its size
        }
    }
}
