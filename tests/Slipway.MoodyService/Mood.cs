using System.Globalization;

namespace Slipway.MoodyService;

/// <summary>How a service of tests answers: a line beside its program, so that the mood belongs to the package.</summary>
/// <param name="Errors">Share of requests that fail.</param>
/// <param name="Latency">Milliseconds half of the answers take.</param>
/// <param name="Spread">Standard deviation of the logarithm of what they take.</param>
/// <param name="Dies">Requests after which the process dies; 0 for never.</param>
internal sealed record Mood(double Errors, double Latency, double Spread, int Dies)
{
    public static Mood Read(string path)
    {
        Dictionary<string, string> words = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        double Number(string name) => words.TryGetValue(name, out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
        return new(Number("errors"), Number("latency"), Number("spread"), (int)Number("dies"));
    }

    public TimeSpan Draw() => Latency <= 0
        ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(Latency * Math.Exp(Spread * Math.Sqrt(-2 * Math.Log(1 - Random.Shared.NextDouble())) * Math.Cos(2 * Math.PI * Random.Shared.NextDouble())));
}
