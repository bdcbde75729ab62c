using Slipway.Tools.DotNet;

namespace Slipway.Components;

/// <summary>Restores and compiles, unless tests and package of this very source are on record and nobody named the target.</summary>
internal static class CompileRun
{
    public static Task RestoreAsync(ICompile build, CancellationToken cancellation) => RunAsync(build, "Restore", () => build.RestoreSettings, cancellation);

    public static Task CompileAsync(ICompile build, CancellationToken cancellation) => RunAsync(build, "Compile", () => build.CompileSettings, cancellation);

    private static async Task RunAsync(ICompile build, string target, Func<DotNetSettings> settings, CancellationToken cancellation)
    {
        if (UpToDate.IsOnlyNeeded(build, target) && UpToDate.IsWhole(await UpToDate.OfAsync(build, cancellation).ConfigureAwait(false), build))
            UpToDate.Rest(build, "this very source is tested and sealed");
        else
            await Dotnet.RunAsync(settings(), cancellation).ConfigureAwait(false);
    }
}
