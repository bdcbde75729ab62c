using Slipway.Releases.Images;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Docker;

/// <summary>What the Docker deployer is told of the build it works for.</summary>
/// <param name="Application">Name of the application: part of the name of everything it makes.</param>
/// <param name="EdgeProgram">Gives the absolute path of <c>Slipway.Edge.dll</c>; asked when a container must start.</param>
/// <param name="EdgeImage">Gives the image that an edge runs in, with the ASP.NET Core runtime; asked when an edge must be made.</param>
/// <param name="Variable">Gives an environment variable of the caller, or null.</param>
/// <param name="Home">The caller's folder, in which Docker's own configuration lies.</param>
public sealed record DockerOptions(
    string Application, Func<AbsolutePath> EdgeProgram, Func<CancellationToken, Task<LaidImage>> EdgeImage, Func<string, string?> Variable, AbsolutePath Home);

/// <summary>An image in a layout on this machine.</summary>
/// <param name="Layout">Folder of the layout.</param>
/// <param name="Parts">What it consists of.</param>
public sealed record LaidImage(AbsolutePath Layout, ImageParts Parts);
