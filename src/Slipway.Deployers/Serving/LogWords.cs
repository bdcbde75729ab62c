namespace Slipway.Deployers.Serving;

/// <summary>The end of a log as part of a fault.</summary>
internal static class LogWords
{
    /// <summary>As many lines as a person reads in a fault.</summary>
    public const int Lines = 20;

    /// <summary>A sentence with the last 20 of some lines, or that there are none.</summary>
    public static string Of(IReadOnlyCollection<string> lines) =>
        lines.Count == 0 ? "its log is empty" : $"its log ends:\n{string.Join('\n', lines.TakeLast(Lines))}";
}
