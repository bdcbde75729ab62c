using System.Collections.Immutable;

namespace Slipway.Targets.Caching;

/// <summary>One thing that is not as it was at a target's last success.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Which.</param>
/// <param name="Before">What it was; null where it did not count then.</param>
/// <param name="Now">What it is; null where it does not count any more.</param>
public sealed record Difference(InputKind Kind, string Name, string? Before, string? Now)
{
    /// <summary>Everything in which two sets of fields differ, by kind and name.</summary>
    public static ImmutableArray<Difference> Between(ImmutableArray<InputField> before, ImmutableArray<InputField> now)
    {
        var old = before.ToDictionary(field => (field.Kind, field.Name), field => field.Value);
        var present = now.Select(field => (field.Kind, field.Name)).ToHashSet();
        return
        [
            .. now.Where(field => !old.TryGetValue((field.Kind, field.Name), out string? value) || value != field.Value)
                .Select(field => new Difference(field.Kind, field.Name, old.GetValueOrDefault((field.Kind, field.Name)), field.Value))
                .Concat(before.Where(field => !present.Contains((field.Kind, field.Name)))
                    .Select(field => new Difference(field.Kind, field.Name, field.Value, null)))
                .OrderBy(difference => difference.Kind).ThenBy(difference => difference.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The difference in a few words.</summary>
    public string Short => Kind switch
    {
        InputKind.Program => "the build program is another",
        InputKind.Declaration => "what it reads or makes was declared anew",
        _ => $"{Name} {(Before is null or "absent" ? "is new" : Now is null or "absent" ? "is gone" : "changed")}",
    };
}
