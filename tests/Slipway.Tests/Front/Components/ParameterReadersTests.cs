using System.Reflection;

namespace Slipway.Tests.Front.Components;

/// <summary>What <c>--help TARGET</c> shows: the parameters of the components name the targets that read them.</summary>
public sealed class ParameterReadersTests
{
    private static readonly PropertyInfo[] Members =
        [.. typeof(SlipwayBuild).Assembly.GetTypes().Where(type => type is { IsInterface: true, Namespace: "Slipway.Components" }).SelectMany(type => type.GetProperties())];

    private static readonly HashSet<string> Targets = [.. Members.Where(member => member.PropertyType == typeof(Target)).Select(member => member.Name)];

    public static TheoryData<string, string> Parameters =>
        [.. Members.Select(member => member.GetCustomAttribute<ParameterAttribute>()).OfType<ParameterAttribute>().Select(parameter => (parameter.Name!, parameter.Targets ?? ""))];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_names_targets_that_there_are(string name, string targets)
    {
        Assert.NotEqual("", targets);
        Assert.True(targets.Split(' ').All(Targets.Contains), $"{name} is read by {targets}");
    }
}
