using System.Globalization;
using System.Net;

namespace Slipway.Edge;

/// <summary>What an edge is told on its command line.</summary>
/// <param name="Port">Loopback port to own.</param>
/// <param name="StateFolder">Folder the routes are kept in.</param>
/// <param name="AdminSocket">Unix socket the deployer talks to.</param>
/// <param name="Address">Address to own the port at: the loopback one, or in a container every one of its own.</param>
/// <param name="Listener">Descriptor of a socket that listens there already, held by a keeper; null where the edge listens for itself.</param>
public sealed record EdgeOptions(int Port, string StateFolder, string AdminSocket, IPAddress Address, int? Listener = null)
{
    /// <summary>How the program is called.</summary>
    public const string Usage =
        "usage: Slipway.Edge [keep|supervise] --port N --state FOLDER --admin SOCKETPATH [--on ADDRESS] [--listener DESCRIPTOR] [--instances FOLDER]";

    /// <summary>
    /// Folder of the deployments whose instances are started again when they die; null where somebody else sees to that. With it, keeper, edge and supervisor
    /// bring each other back.
    /// </summary>
    public string? Instances { get; init; }

    /// <summary>
    /// Reads <c>--port N --state FOLDER --admin SOCKETPATH</c> in any order, <c>--on ADDRESS</c> where it is not the loopback one,
    /// <c>--listener DESCRIPTOR</c> where somebody listens already and <c>--instances FOLDER</c> where instances are followed; null when anything is
    /// missing or unknown.
    /// </summary>
    public static EdgeOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? port = null, state = null, admin = null, instances = null;
        IPAddress? address = IPAddress.Loopback;
        int? listener = null;
        for (int index = 0; index + 1 < arguments.Count; index += 2)
        {
            string value = arguments[index + 1];
            switch (arguments[index])
            {
                case "--port": port = value; break;
                case "--state": state = value; break;
                case "--admin": admin = value; break;
                case "--instances": instances = Path.GetFullPath(value); break;
                case "--on": _ = IPAddress.TryParse(value, out address); break;
                case "--listener" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor):
                    listener = descriptor;
                    break;
                default: return null;
            }
        }

        return arguments.Count % 2 == 0 && address is not null && ushort.TryParse(port, out ushort number) && number > 0 && state is not null && admin is not null
            ? new(number, Path.GetFullPath(state), Path.GetFullPath(admin), address, listener) { Instances = instances }
            : null;
    }

    /// <summary>The words that say the same to another process of this program, which inherits a listening socket or none.</summary>
    public IReadOnlyList<string> ToWords(int? listener) =>
    [
        "--port", Port.ToString(CultureInfo.InvariantCulture), "--state", StateFolder, "--admin", AdminSocket, "--on", Address.ToString(),
        .. listener is { } descriptor ? (string[])["--listener", descriptor.ToString(CultureInfo.InvariantCulture)] : [],
        .. Instances is { } folder ? (string[])["--instances", folder] : [],
    ];
}
