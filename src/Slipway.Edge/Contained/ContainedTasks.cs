namespace Slipway.Edge.Contained;

/// <summary>What the program does in containers besides being an edge: there is no shell in them to do it.</summary>
internal static class ContainedTasks
{
    /// <summary>Does what the words ask for and gives the exit code; null where they ask for an edge.</summary>
    public static async Task<int?> RunAsync(string[] words) => words switch
    {
        ["enter", var secrets, var program, .. var arguments] => Entrance.Enter(secrets, program, arguments),
        ["relay", var socket] => await Relay.RunAsync(socket, Console.OpenStandardInput(), Console.OpenStandardOutput()),
        ["turn", var folder, .. var names] => Standby.Turn(folder, [.. names.TakeWhile(name => name != "--")], [.. names.SkipWhile(name => name != "--").Skip(1)]),
        _ => null,
    };
}
