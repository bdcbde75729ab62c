using System.Collections.Immutable;

namespace Slipway.Fakes;

/// <summary>Names nobody would give a target, each of which means something to some language that a plan is drawn in.</summary>
public static class HostileNames
{
    public static ImmutableArray<string> All { get; } =
    [
        "Compile", "say \"hello\"", "a[0](1){2}", "two\nlines", "<script>window.caught = 1</script>", "a\"]; b --> c", "&amp; &lt; #quot; #35;", "back\\slash \\N \\n end\\", "`code` **bold** _thin_",
        "%% no comment", "end", "subgraph x", "click t0 call f()", "style t0 fill:red", "größer 日本語 🚀", "|pipe|", "a:::critical", "<!-- -->", "1. list",
    ];
}
