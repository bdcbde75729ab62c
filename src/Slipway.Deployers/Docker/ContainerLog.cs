using System.Globalization;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Deployers.Serving;

namespace Slipway.Deployers.Docker;

/// <summary>What a container has written, its two outputs as they came.</summary>
internal static class ContainerLog
{
    /// <summary>The lines since it was started last.</summary>
    public static Task<string[]> SinceStartAsync(Engine engine, ContainerInspectResponse container, CancellationToken cancellation) =>
        ReadAsync(engine, container.ID, new() { ShowStdout = true, ShowStderr = true, Since = container.State.StartedAt }, cancellation);

    /// <summary>A sentence with its last lines.</summary>
    public static async Task<string> TailAsync(Engine engine, string container, CancellationToken cancellation) => LogWords.Of(await ReadAsync(
        engine, container, new() { ShowStdout = true, ShowStderr = true, Tail = LogWords.Lines.ToString(CultureInfo.InvariantCulture) }, cancellation));

    /// <summary>How a person reads it.</summary>
    public static string PlaceOf(string container) => $"docker logs {container}";

    private static Task<string[]> ReadAsync(Engine engine, string container, ContainerLogsParameters asked, CancellationToken cancellation) =>
        engine.AskAsync($"show the log of {container}", async client =>
        {
            using MultiplexedStream output = await client.Containers.GetContainerLogsAsync(container, false, asked, cancellation);
            using var text = new MemoryStream();
            await output.CopyOutputToAsync(Stream.Null, text, text, cancellation);
            return Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        });
}
