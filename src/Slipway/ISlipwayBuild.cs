using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>What components may ask of the build they are part of.</summary>
public interface ISlipwayBuild
{
    /// <summary>The repository's folder.</summary>
    AbsolutePath RootDirectory => SlipwayBuild.RootDirectory;

    /// <summary>The value of a component's parameter, written <c>[Parameter] string ApiKey => TryGetValue(() => ApiKey);</c>; null when nobody gave one.</summary>
    T? TryGetValue<T>(Func<T> self, [CallerArgumentExpression(nameof(self))] string text = "")
        where T : class;

    /// <summary>The same for value types.</summary>
    T? TryGetValue<T>(Func<T?> self, [CallerArgumentExpression(nameof(self))] string text = "")
        where T : struct;

    /// <summary>A parameter as text, whatever its type; null when nobody gave it.</summary>
    string? ParameterText(string name);

    /// <summary>A parameter that takes several values; empty when nobody gave it.</summary>
    ImmutableArray<string> ParameterTexts(string name);

    /// <summary>Names of the environments there are, for whoever completes what is typed.</summary>
    internal ImmutableArray<string> EnvironmentNames => [];

    /// <summary>Adds a note that the summary shows behind the running target, as <c>key: value</c>; the value alone where the key is empty.</summary>
    void Report(string key, string value);
}
