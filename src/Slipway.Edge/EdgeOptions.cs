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
    public const string Usage = "usage: Slipway.Edge [keep] --port N --state FOLDER --admin SOCKETPATH [--on ADDRESS] [--listener DESCRIPTOR]";

    /// <summary>
    /// Reads <c>--port N --state FOLDER --admin SOCKETPATH</c> in any order, <c>--on ADDRESS</c> where it is not the loopback one and
    /// <c>--listener DESCRIPTOR</c> where a keeper listens; null when anything is missing or unknown.
    /// </summary>
    public static EdgeOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? port = null, state = null, admin = null;
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
                case "--on": _ = IPAddress.TryParse(value, out address); break;
                case "--listener" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor):
                    listener = descriptor;
                    break;
                default: return null;
            }
        }

        return arguments.Count % 2 == 0 && address is not null && ushort.TryParse(port, out ushort number) && number > 0 && state is not null && admin is not null
            ? new(number, Path.GetFullPath(state), Path.GetFullPath(admin), address, listener)
            : null;
    }

    /// <summary>The words that say the same to an edge which inherits a listening socket.</summary>
    public IReadOnlyList<string> ToWords(int listener) =>
    [
        "--port", Port.ToString(CultureInfo.InvariantCulture), "--state", StateFolder, "--admin", AdminSocket, "--on", Address.ToString(),
        "--listener", listener.ToString(CultureInfo.InvariantCulture),
    ];
}
