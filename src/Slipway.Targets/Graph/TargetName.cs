namespace Slipway.Targets.Graph;

/// <summary>How names of targets and parameters are compared.</summary>
public static class TargetName
{
    /// <summary>The name without hyphens and case: <c>smoke-test</c>, <c>SmokeTest</c> and <c>SMOKETEST</c> are one.</summary>
    public static string Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
    }
}
