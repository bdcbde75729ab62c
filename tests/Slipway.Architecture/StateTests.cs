using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Slipway.Architecture;

/// <summary>No state without an owner, no open class, no word that says nothing.</summary>
public sealed partial class StateTests
{
    /// <summary>Attributes that builds written for Nuke derive their own from.</summary>
    private static readonly ImmutableArray<string> Derived = ["Slipway.ParameterAttribute", "Slipway.SolutionAttribute", "Slipway.GitRepositoryAttribute"];

    public static TheoryData<string> All => [.. Projects.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_static_can_change(string project)
    {
        string[] wrong = [.. Own(project)
            .SelectMany(type => type.Fields
                .Where(field => field.Attributes.HasFlag(FieldAttributes.Static) && !field.Attributes.HasFlag(FieldAttributes.Literal))
                .Where(field => !field.Attributes.HasFlag(FieldAttributes.InitOnly) || Changing.IsMatch(field.Type))
                .Select(field => $"{type.FullName}.{field.Name}"))
            .Except(["Slipway.Running.RunScope.Ambient"])];

        Assert.None(wrong);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_class_is_sealed_static_or_abstract(string project)
    {
        string[] wrong = [.. Own(project)
            .Where(type => !type.Attributes.HasFlag(TypeAttributes.Interface) && !type.Attributes.HasFlag(TypeAttributes.Sealed) && !type.Attributes.HasFlag(TypeAttributes.Abstract))
            .Select(type => type.FullName)
            .Except(Derived)];

        Assert.None(wrong);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_type_ends_in_a_word_that_says_nothing(string project)
    {
        // Nuke's names; builds that come from there use them. A string handler is also what C# calls it.
        string[] wrong = [.. Own(project).Where(type => Hollow.IsMatch(type.Name) && type.FullName is not ("Slipway.EnvironmentInfo" or "Slipway.Tooling.ArgumentStringHandler")).Select(type => type.FullName)];

        Assert.None(wrong);
    }

    [Fact]
    public void The_one_ambient_value_is_still_the_one_excused() =>
        Assert.Contains(Own("Slipway").Single(type => type.FullName == "Slipway.Running.RunScope").Fields, field => field.Name == "Ambient" && Changing.IsMatch(field.Type));

    private static IEnumerable<CodeType> Own(string project) => Code.Read(project)
        .Where(type => !type.IsGenerated && (type.Namespace == project || type.Namespace.StartsWith(project + ".", StringComparison.Ordinal)));

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utilities|Processor|Handler|Info|Base|Impl|Common|Misc)(`\d+)?$")]
    private static partial Regex Hollow { get; }

    [GeneratedRegex(@"\b(AsyncLocal|ThreadLocal|StringBuilder|ConditionalWeakTable|Concurrent\w+|(?<!Immutable)(?<!Frozen)(?<!IReadOnly)(List|Dictionary|HashSet|Queue|Stack|SortedDictionary))`?\d*( |$)")]
    private static partial Regex Changing { get; }
}
