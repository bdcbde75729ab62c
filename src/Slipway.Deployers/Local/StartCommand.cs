using System.Collections.Immutable;

namespace Slipway.Deployers.Local;

/// <summary>What is executed for a file of a package.</summary>
internal static class StartCommand
{
    /// <summary>An assembly is run by dotnet, another file of the service's folder by itself, and a bare name that is no file there by the first program of that name on PATH.</summary>
    public static (string Program, ImmutableArray<string> Arguments) Of(string folder, string name, ImmutableArray<string> arguments, string dotnet)
    {
        string file = Path.Combine(folder, name);
        if (file.EndsWith(".dll", StringComparison.Ordinal))
            return (dotnet, ["exec", file, .. arguments]);
        return (File.Exists(file) || name.Contains('/', StringComparison.Ordinal) ? file : OnPath(name) ?? file, arguments);
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
