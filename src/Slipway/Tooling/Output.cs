using Slipway.Vocabulary.Commands;

namespace Slipway.Tooling;

/// <summary>Which of its two outputs a process wrote to.</summary>
public enum OutputType
{
    /// <summary>Standard output.</summary>
    Std,

    /// <summary>Standard error.</summary>
    Err,
}

/// <summary>One line a process printed, masked.</summary>
public readonly record struct Output(OutputType Type, string Text)
{
    internal static Output Of(OutputLine line) => new(line.IsError ? OutputType.Err : OutputType.Std, line.Text);
}

/// <summary>Ways to read what a process printed.</summary>
public static class OutputExtensions
{
    /// <summary>Standard output as one text.</summary>
    public static string StdToText(this IEnumerable<Output> output) =>
        string.Join(Environment.NewLine, output.Where(line => line.Type == OutputType.Std).Select(line => line.Text));

    /// <summary>Returns the output when nothing came on standard error.</summary>
    /// <exception cref="InvalidOperationException">Something did.</exception>
    public static IReadOnlyCollection<Output> EnsureOnlyStd(this IReadOnlyCollection<Output> output) =>
        output.FirstOrDefault(line => line.Type == OutputType.Err) is { Text: not null } error
            ? throw new InvalidOperationException($"The process wrote to standard error: {error.Text}")
            : output;
}
