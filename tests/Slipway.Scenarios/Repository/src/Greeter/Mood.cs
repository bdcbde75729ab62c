namespace Greeter;

/// <summary>How this release misbehaves, read anew each time from a file of lines "version word [number]".</summary>
public sealed class Mood(string? file, string version)
{
    public bool Is(string word) => Line(word) is not null;

    public TimeSpan Delay(string word) => TimeSpan.FromMilliseconds(Number(word));

    public int Number(string word) => Line(word) is { Length: > 2 } line ? int.Parse(line[2]) : 0;

    private string[]? Line(string word) => file is null || !File.Exists(file)
        ? null
        : File.ReadAllLines(file).Select(line => line.Split(' ')).FirstOrDefault(line => line.Length > 1 && line[0] == version && line[1] == word);
}
