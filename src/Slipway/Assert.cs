using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Slipway.IO;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>Stops a target when something it relies on is not so; without a message the expression itself is shown.</summary>
public static class Assert
{
    /// <exception cref="InvalidOperationException">Always.</exception>
    [DoesNotReturn]
    public static void Fail(string message, Exception? exception = null) => throw new InvalidOperationException(message, exception);

    /// <summary>Fails the target unless a condition holds; the message names it.</summary>
    public static void True([DoesNotReturnIf(false)] bool condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        if (!condition)
            Fail(message ?? $"Expected to be true: {expression}");
    }

    /// <summary>Fails the target when a condition holds; the message names it.</summary>
    public static void False([DoesNotReturnIf(true)] bool condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        if (condition)
            Fail(message ?? $"Expected to be false: {expression}");
    }

    /// <summary>Fails the target when a value is null.</summary>
    public static void NotNull<T>([NotNull] T? value, string? message = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        if (value is null)
            Fail(message ?? $"Expected not to be null: {expression}");
    }

    /// <summary>Fails the target when a text is null or empty.</summary>
    public static void NotNullOrEmpty([NotNull] string? value, string? message = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        if (string.IsNullOrEmpty(value))
            Fail(message ?? $"Expected not to be null or empty: {expression}");
    }

    /// <summary>Fails the target when a text is null, empty or blank.</summary>
    public static void NotNullOrWhiteSpace([NotNull] string? value, string? message = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail(message ?? $"Expected not to be null or blank: {expression}");
    }

    /// <summary>Fails the target when a collection is null or empty.</summary>
    public static void NotEmpty<T>([NotNull] IEnumerable<T>? values, string? message = null, [CallerArgumentExpression(nameof(values))] string? expression = null)
    {
        if (values is null || !values.Any())
            Fail(message ?? $"Expected not to be empty: {expression}");
    }

    /// <summary>Fails the target when a collection is null or has items.</summary>
    public static void Empty<T>([NotNull] IEnumerable<T>? values, string? message = null, [CallerArgumentExpression(nameof(values))] string? expression = null)
    {
        if (values is null || values.Any())
            Fail(message ?? $"Expected to be empty: {expression}");
    }

    /// <summary>Fails the target unless a collection has so many items.</summary>
    public static void Count<T>([NotNull] IEnumerable<T>? values, int length, string? message = null, [CallerArgumentExpression(nameof(values))] string? expression = null)
    {
        if (values is null || values.Count() != length)
            Fail(message ?? $"Expected {length} elements, found {values?.Count() ?? 0}: {expression}");
    }

    /// <summary>Fails the target unless a collection has exactly one item.</summary>
    public static void HasSingleItem<T>([NotNull] IEnumerable<T>? values, string? message = null, [CallerArgumentExpression(nameof(values))] string? expression = null) =>
        Count(values, 1, message, expression);

    /// <summary>Fails the target unless a file exists.</summary>
    public static void FileExists(AbsolutePath path, string? message = null) => True(path.FileExists(), message ?? $"File not found: {path}");

    /// <summary>Fails the target unless a folder exists.</summary>
    public static void DirectoryExists(AbsolutePath path, string? message = null) => True(path.DirectoryExists(), message ?? $"Folder not found: {path}");
}
