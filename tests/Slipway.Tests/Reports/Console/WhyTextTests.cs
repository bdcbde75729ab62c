using Slipway.Fakes;
using Slipway.Reports.Console;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;

namespace Slipway.Tests.Reports.Console;

/// <summary>Everything <c>--why</c> can say.</summary>
public sealed class WhyTextTests
{
    private static readonly DateTimeOffset Utc = new(2026, 11, 29, 9, 24, 31, TimeSpan.Zero);
    private static readonly string Old = new('a', 64);
    private static readonly string New = new('b', 64);

    private static readonly MissReason Known = new("Docs", Utc, [], IsKnown: true, new OutputChanges([], []), null);
    private static readonly MissReason Missed = Known with { IsKnown = false, Outputs = null };

    [Fact]
    public void Why() => Golden.Match(
    [
        .. Told("one file", Missed with { Differences = [new(InputKind.File, "docs/a.md", Old, New)] }),
        .. Told("one of each kind", Missed with
        {
            Differences =
            [
                new(InputKind.Program, "build program", Old, New), new(InputKind.Machine, "machine", "Debian 12, linux-x64, .NET 10.0.1", "Debian 13, linux-x64, .NET 10.0.2"),
                new(InputKind.Declaration, "reads docs/*.md", null, "declared"), new(InputKind.Tool, "node", $"v20.1.0, sha256 {Old}", $"v22.0.0, sha256 {New}"),
                new(InputKind.Parameter, "Configuration", "'Debug'", "'Release'"), new(InputKind.Parameter, "Token", "a secret", "unset"),
                new(InputKind.Variable, "NODE_ENV", "unset", "'production'"), new(InputKind.Variable, "BUILD_NUMBER", "set to something (0a1b2c3d)", "set to something (4e5f6a7b)"),
                new(InputKind.File, "docs/gone.md", Old, null), new(InputKind.File, "docs/link", $"{Old}, a link to a.md", $"{New} executable, a link to b.md"),
                new(InputKind.File, "docs/new.md", null, New), new(InputKind.File, "optional.conf", "absent", New),
            ],
        }),
        .. Told("never succeeded here", Missed with { Utc = null }),
        .. Told("thrown away", Missed),
        .. Told("up to date", Known),
        .. Told("outputs were touched", Known with
        {
            Outputs = new OutputChanges([new("dist/a.js", OutputKind.File, 0, Old, 1)], [new("dist/old.js", OutputKind.File, 0, Old, 1)]),
        }),
        .. Told("an earlier source again", Known with { Differences = [new(InputKind.File, "docs/a.md", Old, New)] }),
        .. Told("a link in the way", Missed with { Refusal = "dist is a link, and what lies behind links is not kept" }),
        .. Told("what it depends on runs", Missed with { Differences = [new(InputKind.File, "docs/a.md", Old, New)] }, "Generate", "Fetch"),
        "== says nothing of what it reads", .. WhyText.Never(new TargetDeclaration { Name = "Clean" }, new Palette(IsColored: false)),
        "== has effects", .. WhyText.Never(new TargetDeclaration { Name = "Push", Effects = ["pushes to the registry", "tells the channel"] }, new Palette(IsColored: false)),
    ]);

    private static IEnumerable<string> Told(string what, MissReason reason, params string[] before) => [$"== {what}", .. WhyText.Render(reason, [.. before], new Palette(IsColored: false))];
}
