namespace Slipway.Vocabulary.Commands;

/// <summary>One line a process printed, masked.</summary>
/// <param name="IsError">True when it came on standard error; many tools write progress there.</param>
/// <param name="Text">The line without its line ending.</param>
public readonly record struct OutputLine(bool IsError, string Text);
