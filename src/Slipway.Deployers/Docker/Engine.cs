using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Docker;

/// <summary>A Docker engine: asked in words, and what it answers otherwise is a fault that names it, the words and the answer.</summary>
internal sealed class Engine(EngineAddress address) : IDisposable
{
    private readonly DockerClientConfiguration _configuration = new(address.Uri);
    private DockerClient? _client;

    /// <summary>Where it is, for messages.</summary>
    public string Place => address.Uri.ToString();

    private DockerClient Client => _client ??= _configuration.CreateClient();

    /// <summary>Asks for something.</summary>
    /// <param name="what">What is asked for, in words: <c>create the container x</c>.</param>
    /// <param name="ask">Asks.</param>
    /// <exception cref="FaultException">The engine does not answer, or refuses (exit 1).</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask)
    {
        try
        {
            return await ask(Client);
        }
        catch (DockerApiException refusal)
        {
            throw new FaultException(ExitCode.Failed, Refused(what, refusal), refusal);
        }
        catch (Exception problem) when (problem is HttpRequestException or SocketException or TimeoutException or IOException)
        {
            throw new FaultException(ExitCode.Failed, Silent(problem), problem);
        }
    }

    /// <summary>Asks for something without an answer.</summary>
    /// <exception cref="FaultException">The engine does not answer, or refuses (exit 1).</exception>
    public Task AskAsync(string what, Func<DockerClient, Task> ask) => AskAsync(what, async client =>
    {
        await ask(client);
        return true;
    });

    /// <summary>Asks for something that may not be there; null then.</summary>
    /// <exception cref="FaultException">The engine does not answer, or refuses (exit 1).</exception>
    public Task<T?> FindAsync<T>(string what, Func<DockerClient, Task<T>> ask)
        where T : class => AskAsync(what, async client =>
        {
            try
            {
                return await ask(client);
            }
            catch (DockerApiException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
        });

    /// <summary>What it said when it refused.</summary>
    public static string Reason(DockerApiException refusal)
    {
        try
        {
            using var document = JsonDocument.Parse(refusal.ResponseBody ?? "");
            return document.RootElement.TryGetProperty("message", out JsonElement message) ? message.GetString() ?? "" : refusal.ResponseBody!; // parsed, so there
        }
        catch (JsonException)
        {
            return refusal.ResponseBody ?? refusal.Message;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _configuration.Dispose();
    }

    private Fault Refused(string what, DockerApiException refusal) => new(
        "SLP4203", $"the Docker engine refused to {what} ({(int)refusal.StatusCode}): {Reason(refusal).Trim()}", Place,
        "mend what it says there, then run again: every step goes on where it was");

    private Fault Silent(Exception problem) => new(
        "SLP4204", $"the Docker engine that {address.ToldBy} names does not answer: {Innermost(problem).Message}", Place,
        Innermost(problem) is SocketException { SocketErrorCode: SocketError.AccessDenied }
            ? "let this user speak to it (sudo usermod -aG docker \"$USER\", then log in again), or name another engine"
            : "start it (systemctl start docker), or name the engine that is meant: DOCKER_HOST, docker context use, or engine: of OfDocker in the build");

    private static Exception Innermost(Exception problem) => problem.InnerException is { } inner ? Innermost(inner) : problem;
}
