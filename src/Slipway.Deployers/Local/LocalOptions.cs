using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Local;

/// <summary>Where the local deployer keeps its state and which programs it starts.</summary>
/// <param name="StateFolder">Folder for everything it lays, starts and remembers; created with mode 0700.</param>
/// <param name="EdgeProgram">Gives the absolute path of <c>Slipway.Edge.dll</c>; asked only when an edge must start.</param>
/// <param name="DotNet">Absolute path of the dotnet executable.</param>
public sealed record LocalOptions(AbsolutePath StateFolder, Func<AbsolutePath> EdgeProgram, AbsolutePath DotNet);
