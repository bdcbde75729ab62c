using Slipway.Vocabulary.Digests;

namespace Slipway.Deployers.Docker;

/// <summary>What the things of one environment are called in its engine.</summary>
/// <param name="Application">The application.</param>
/// <param name="Environment">The environment.</param>
internal sealed record Names(string Application, string Environment)
{
    /// <summary>The folder of sockets in every container.</summary>
    public const string Sockets = "/run/slipway";

    /// <summary>What a service keeps, in its containers.</summary>
    public const string Data = "/data";

    /// <summary>Our program in every container.</summary>
    public const string Program = "/slipway/Slipway.Edge.dll";

    /// <summary>The secrets of a service, in its containers.</summary>
    public const string Secrets = "/slipway/secrets.json";

    /// <summary>The feature flags that hold for a service, in its containers.</summary>
    public const string Flags = "/slipway/flags.json";

    /// <summary>The files of a service, in its containers.</summary>
    public const string Service = "/app";

    /// <summary>Where the edge takes orders, in its container.</summary>
    public const string AdminSocket = $"{Sockets}/edge.sock";

    /// <summary>Where the edge keeps its routes, in its container.</summary>
    public const string EdgeState = $"{Sockets}/edge";

    /// <summary>Nobody in particular and never root: the user that .NET's own images call app.</summary>
    public const int User = 1654;

    /// <summary>The port an edge listens on in its container.</summary>
    public const int EdgePort = 8080;

    /// <summary>The volume whose sockets the edge and the services share.</summary>
    public string Volume => $"slipway-{Application}-{Environment}";

    /// <summary>The container of the edge.</summary>
    public string Edge => $"{Volume}-edge";

    /// <summary>The volume of what a service keeps; no deployment touches it.</summary>
    public string DataOf(string service) => $"{Volume}-data-{service}";

    /// <summary>The container of an instance.</summary>
    public string Instance(string deployment, string service) => $"{Volume}-{deployment}-{service}";

    /// <summary>The container of a migration.</summary>
    public string Migration(string deployment, string service) => $"{Instance(deployment, service)}-migration";

    /// <summary>The socket of an instance, in its container and the edge's.</summary>
    public static string Socket(string deployment, string service) => $"{Sockets}/{Mark(deployment, service)}.sock";

    /// <summary>The file that is there while an instance is to stand by.</summary>
    public static string StandbyFile(string deployment, string service) => $"{Mark(deployment, service)}.standby";

    private static string Mark(string deployment, string service) => $"i-{Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{deployment}/{service}")).Short}";
}
