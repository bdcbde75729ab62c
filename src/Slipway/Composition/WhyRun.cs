using System.Collections.Immutable;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;

namespace Slipway.Composition;

/// <summary>Answers <c>--why</c>: what a run would do with one target, and what differs from its last success. Nothing runs.</summary>
internal static class WhyRun
{
    public static int Show(TargetDeclaration target, CachedTargets? cache, Screen screen, CancellationToken cancellation)
    {
        if (cache is null || target.Caching is not { IsCached: true } caching)
        {
            screen.Say(WhyText.Never(target, screen.Palette));
            return 0;
        }

        (MissReason reason, ImmutableArray<string> before) = cache.WhyAsync(target, caching, cancellation).GetAwaiter().GetResult();
        if (screen.IsJson)
            screen.Answer(EngineJson.Why(reason, before));
        else
            screen.Say(WhyText.Render(reason, before, screen.Palette));
        return 0;
    }
}
