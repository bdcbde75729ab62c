using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Deployers.Serving;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Docker;

/// <summary>A Unix socket in a running container, reached by a program there that joins it to the engine's own connection: no port is opened for it.</summary>
internal sealed class ContainerSocket(Engine engine, string container, string path) : ISocket
{
    /// <inheritdoc />
    public string Place => $"{path} of the container {container}";

    /// <inheritdoc />
    public string? Missing => null;

    /// <inheritdoc />
    public async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var words = new ContainerExecCreateParameters
        {
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            User = Names.User.ToString(CultureInfo.InvariantCulture),
            Cmd = ["dotnet", Names.Program, "relay", path],
        };
        try
        {
            ContainerExecCreateResponse made = await engine.AskAsync($"reach into {container}", client => client.Exec.ExecCreateContainerAsync(container, words, cancellation));
            return new ContainerStream(await engine.AskAsync($"reach into {container}", client => client.Exec.StartAndAttachContainerExecAsync(made.ID, false, cancellation)));
        }
        catch (FaultException fault)
        {
            throw new IOException(fault.Faults[0].Cause, fault); // nobody can listen in a container that does not run
        }
    }
}
