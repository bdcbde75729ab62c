using System.Text.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Docker;

/// <summary>Where a Docker engine answers, and who said so.</summary>
/// <param name="Uri">Its address: <c>unix:</c> or <c>tcp:</c>.</param>
/// <param name="ToldBy">Where the address comes from, for messages.</param>
internal sealed record EngineAddress(Uri Uri, string ToldBy)
{
    private const string Usual = "unix:///var/run/docker.sock";

    /// <summary>The address that is given, or the one the docker command would take: <c>DOCKER_HOST</c>, <c>DOCKER_CONTEXT</c>, the chosen context, this machine's socket.</summary>
    /// <exception cref="FaultException">There is no such context, or the address is of a kind that cannot be spoken to (exit 2).</exception>
    public static EngineAddress Resolve(string? given, Func<string, string?> variable, AbsolutePath home)
    {
        AbsolutePath configuration = variable("DOCKER_CONFIG") is { Length: > 0 } folder ? AbsolutePath.Create(Path.GetFullPath(folder)) : home / ".docker";
        if (given is { Length: > 0 })
            return given.Contains("://", StringComparison.Ordinal) ? Checked(given, "the build", variable) : OfContext(given, "the build", configuration, variable);
        if (variable("DOCKER_HOST") is { Length: > 0 } host)
            return Checked(host, "DOCKER_HOST", variable);
        if (variable("DOCKER_CONTEXT") is { Length: > 0 } named)
            return OfContext(named, "DOCKER_CONTEXT", configuration, variable);
        return Chosen(configuration / "config.json") is { Length: > 0 } chosen
            ? OfContext(chosen, configuration / "config.json", configuration, variable)
            : Checked(Usual, "Docker's usual place", variable);
    }

    private static string? Chosen(AbsolutePath file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty("currentContext", out JsonElement context) ? context.GetString() : null;
        }
        catch (JsonException problem)
        {
            throw new FaultException(ExitCode.Usage, Unknown($"{file} cannot be read: {problem.Message}", file));
        }
    }

    // Docker keeps a context in a folder called by the digest of its name.
    private static EngineAddress OfContext(string name, string toldBy, AbsolutePath configuration, Func<string, string?> variable)
    {
        if (name == "default")
            return Checked(Usual, $"the context default of {toldBy}", variable);
        AbsolutePath file = configuration / "contexts" / "meta" / Digest.Of(System.Text.Encoding.UTF8.GetBytes(name)).Hex / "meta.json";
        if (!File.Exists(file))
            throw new FaultException(ExitCode.Usage, Unknown($"Docker has no context '{name}', which {toldBy} names", configuration));
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Checked(document.RootElement.GetProperty("Endpoints").GetProperty("docker").GetProperty("Host").GetString() ?? "", $"the context {name} of {toldBy}", variable);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FaultException(ExitCode.Usage, Unknown($"the context '{name}' cannot be read: {problem.Message}", file));
        }
    }

    private static EngineAddress Checked(string address, string toldBy, Func<string, string?> variable)
    {
        bool isTls = variable("DOCKER_TLS_VERIFY") is { Length: > 0 } || address.StartsWith("https:", StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == "unix" || (uri.Scheme is "tcp" or "http" && !isTls))
            ? new(uri, toldBy)
            : throw new FaultException(ExitCode.Usage, Unspoken(address, toldBy));
    }

    private static Fault Unknown(string cause, AbsolutePath place) => new(
        "SLP4201", cause, place, "docker context ls lists them; or give the address: DeploymentEnvironment.OfDocker(…, engine: \"unix:///var/run/docker.sock\")");

    private static Fault Unspoken(string address, string toldBy) => new(
        "SLP4202", $"'{address}', which {toldBy} names, is neither a unix socket nor plain tcp: TLS and ssh are not spoken", toldBy,
        "bring its socket here: ssh -NT -L /tmp/docker.sock:/var/run/docker.sock HOST &, then DOCKER_HOST=unix:///tmp/docker.sock");
}
