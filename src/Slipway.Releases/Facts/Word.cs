using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>Answers of a closed set as entries, command lines and screens write them: in small letters.</summary>
public static class Word
{
    /// <summary>The word of an answer: <c>high</c>.</summary>
    public static string Of<T>(T answer)
        where T : struct, Enum => answer.ToString().ToLowerInvariant();

    /// <summary>All words of a set, in its order.</summary>
    public static ImmutableArray<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The answer a word stands for; null for any other text, numbers among them.</summary>
    public static T? Read<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Where(answer => Of(answer) == text).Select(answer => (T?)answer).FirstOrDefault();
}
