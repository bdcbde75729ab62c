namespace Slipway.Deployers.Serving;

/// <summary>Where the edge of one environment is, and what tells it from any other.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Admin">The socket it takes orders on.</param>
/// <param name="StateFolder">Folder it keeps its routes in, as it names it itself.</param>
/// <param name="Log">Where its output is, for messages.</param>
internal sealed record EdgeSite(string Environment, ISocket Admin, string StateFolder, string Log)
{
    /// <summary>How long it may take to say how it is.</summary>
    public TimeSpan Glance { get; init; } = TimeSpan.FromSeconds(1);
}
