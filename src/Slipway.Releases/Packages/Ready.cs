using System.Globalization;
using System.Text.Json.Serialization;

namespace Slipway.Releases.Packages;

/// <summary>How an instance shows that it can do its work. Only the contract also says who it is; with the others that is proven by its process and, where it has one, its socket.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ContractAnswer), "contract")]
[JsonDerivedType(typeof(StatusAnswer), "status")]
[JsonDerivedType(typeof(LogText), "log")]
[JsonDerivedType(typeof(Survival), "alive")]
public abstract record Ready
{
    private Ready()
    {
    }

    /// <summary>The choice in words, as a plan and a fault tell it.</summary>
    [JsonIgnore]
    public abstract string Words { get; }

    /// <summary>A path answers 200 with <c>{"packageId": "…"}</c>, the value of <c>SLIPWAY_PACKAGE</c>. The default of services.</summary>
    /// <param name="path">Path that starts with a slash. Default <c>/ready</c>.</param>
    public static Ready Contract(string path = "/ready") => new ContractAnswer(Checked(path));

    /// <summary>A path answers any status from 200 to 299, whatever the body.</summary>
    /// <param name="path">Path that starts with a slash: <c>/health</c>.</param>
    public static Ready Status(string path) => new StatusAnswer(Checked(path));

    /// <summary>A line of its output contains a text.</summary>
    /// <param name="text">The text, letter by letter.</param>
    public static Ready LogLine(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new LogText(text, IsPattern: false);
    }

    /// <summary>A line of its output matches a regular expression.</summary>
    /// <param name="pattern">The expression, of the kind that never tracks back.</param>
    /// <exception cref="ArgumentException">It is no such expression.</exception>
    public static Ready LogPattern(string pattern)
    {
        var text = new LogText(pattern, IsPattern: true);
        _ = text.IsIn("");
        return text;
    }

    /// <summary>It runs for a time without ending. The default of workers: five seconds.</summary>
    /// <param name="span">How long, more than nothing.</param>
    public static Ready AliveFor(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return new Survival(span);
    }

    private static string Checked(string path) =>
        path.StartsWith('/') ? path : throw new ArgumentException($"a path starts with a slash: '{path}'", nameof(path));

    /// <summary>Our contract at a path.</summary>
    /// <param name="Path">The path.</param>
    public sealed record ContractAnswer(string Path) : Ready
    {
        /// <inheritdoc />
        [JsonIgnore]
        public override string Words => $"GET {Path} to answer as this package";
    }

    /// <summary>A successful status at a path.</summary>
    /// <param name="Path">The path.</param>
    public sealed record StatusAnswer(string Path) : Ready
    {
        /// <inheritdoc />
        [JsonIgnore]
        public override string Words => $"GET {Path} to answer 2xx";
    }

    /// <summary>A line of the output.</summary>
    /// <param name="Text">What it contains.</param>
    /// <param name="IsPattern">True where that is a regular expression.</param>
    public sealed record LogText(string Text, bool IsPattern) : Ready
    {
        /// <inheritdoc />
        [JsonIgnore]
        public override string Words => IsPattern ? $"a line of its log to match {Text}" : $"a line of its log with '{Text}'";

        /// <summary>Whether a line is the one that is waited for.</summary>
        public bool IsIn(string line) => IsPattern
            ? System.Text.RegularExpressions.Regex.IsMatch(line, Text, System.Text.RegularExpressions.RegexOptions.NonBacktracking)
            : line.Contains(Text, StringComparison.Ordinal);
    }

    /// <summary>A time without ending.</summary>
    /// <param name="Span">How long.</param>
    public sealed record Survival(TimeSpan Span) : Ready
    {
        /// <inheritdoc />
        [JsonIgnore]
        public override string Words => string.Create(CultureInfo.InvariantCulture, $"it to run for {Span.TotalSeconds:0.#} s");
    }
}
