namespace Slipway.Architecture;

/// <summary>xunit's Assert, nearer than Slipway.Assert: without this the namespace around us would win over xunit's using.</summary>
internal abstract class Assert : Xunit.Assert
{
    /// <summary>Nothing is wrong; or every wrong thing on a line of its own.</summary>
    public static void None(IEnumerable<string> wrong)
    {
        string[] lines = [.. wrong.Order(StringComparer.Ordinal)];
        True(lines.Length == 0, string.Join('\n', lines));
    }
}
