namespace Slipway.Releases.Environments;

/// <summary>A Docker engine that an environment runs on.</summary>
/// <param name="Engine">
/// Where it answers: <c>unix:///var/run/docker.sock</c>, <c>tcp://10.0.0.5:2375</c>, or the name of one of Docker's own contexts.
/// Null asks what the docker command would ask: <c>DOCKER_HOST</c>, <c>DOCKER_CONTEXT</c>, the chosen context, else this machine's socket.
/// </param>
/// <param name="Address">Address of the engine's machine that the environment's port is published at.</param>
/// <param name="Network">Docker network the services are in, where they reach their databases; null is the engine's ordinary one.</param>
public sealed record DockerHost(string? Engine, string Address = "127.0.0.1", string? Network = null);
