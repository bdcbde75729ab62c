using Slipway;

/// <summary>Slipway's own build.</summary>
internal sealed class Build : SlipwayBuild
{
    public static int Main() => Execute<Build>();

    private Target Noop => _ => _
        .Description("Do nothing, fast")
        .Executes(() => { });
}
