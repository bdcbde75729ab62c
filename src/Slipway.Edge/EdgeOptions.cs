namespace Slipway.Edge;

/// <summary>What an edge is told on its command line.</summary>
/// <param name="Port">Loopback port to own.</param>
/// <param name="StateFolder">Folder the routes are kept in.</param>
/// <param name="AdminSocket">Unix socket the deployer talks to.</param>
public sealed record EdgeOptions(int Port, string StateFolder, string AdminSocket)
{
    /// <summary>How the program is called.</summary>
    public const string Usage = "usage: Slipway.Edge --port N --state FOLDER --admin SOCKETPATH";

    /// <summary>Reads <c>--port N --state FOLDER --admin SOCKETPATH</c> in any order; null when anything is missing or unknown.</summary>
    public static EdgeOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? port = null, state = null, admin = null;
        for (int index = 0; index + 1 < arguments.Count; index += 2)
        {
            string value = arguments[index + 1];
            switch (arguments[index])
            {
                case "--port": port = value; break;
                case "--state": state = value; break;
                case "--admin": admin = value; break;
                default: return null;
            }
        }

        return arguments.Count == 6 && ushort.TryParse(port, out ushort number) && number > 0 && state is not null && admin is not null
            ? new(number, Path.GetFullPath(state), Path.GetFullPath(admin))
            : null;
    }
}
