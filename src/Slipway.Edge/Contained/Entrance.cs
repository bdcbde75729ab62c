using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Edge.Contained;

/// <summary>
/// Becomes the program of a service: takes its secrets out of a file, where nobody who inspects the container sees them, and frees the place of its socket,
/// which a container that was killed leaves behind.
/// </summary>
internal static partial class Entrance
{
    private const int CannotStart = 127;   // as shells say it

    /// <summary>Returns only when the program cannot be started.</summary>
    /// <param name="secrets">A file with names and values; none is fine.</param>
    /// <param name="program">An absolute path, a name to look for on PATH, or <c>dotnet</c> for what runs this.</param>
    /// <param name="arguments">Its arguments.</param>
    public static int Enter(string secrets, string program, string[] arguments)
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_SOCKET") is { } socket)
            File.Delete(socket);
        Dictionary<string, string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        if (File.Exists(secrets))
        {
            foreach ((string name, string value) in JsonSerializer.Deserialize(File.ReadAllBytes(secrets), SecretsJson.Default.DictionaryStringString)!) // written by a deployer
                environment[name] = value;
        }

        string file = PathOf(program);
        string?[] words = [file, .. arguments, null], pairs = [.. environment.Select(pair => $"{pair.Key}={pair.Value}"), null];
        _ = Libc.Execute(file, words, pairs);
        Console.Error.WriteLine($"{program} cannot be started: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}");
        return CannotStart;
    }

    private static string PathOf(string program) =>
        program == "dotnet" && Environment.ProcessPath is { } itself ? itself
        : program.Contains('/', StringComparison.Ordinal) ? program
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class SecretsJson : JsonSerializerContext;
}
