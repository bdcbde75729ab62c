using System.Reflection;

namespace Slipway.Scenarios.Support;

/// <summary>Where things are, as the project file says.</summary>
internal static class Paths
{
    public static string Repository => Said("Repository");

    public static string Source => Said("Source");

    public static string Configuration => Said("Configuration");

    private static string Said(string key) => typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
