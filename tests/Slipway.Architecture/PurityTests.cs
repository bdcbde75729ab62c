namespace Slipway.Architecture;

/// <summary>Projects that decide touch nothing outside of their arguments, so that everything they answer can be asked again.</summary>
public sealed class PurityTests
{
    private static readonly HashSet<string> Types =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.DriveInfo",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Console",
        "System.Threading.Thread", "System.Threading.Timer",
    ];

    private static readonly HashSet<(string Type, string Member)> Members =
    [
        ("System.DateTime", "get_Now"), ("System.DateTime", "get_UtcNow"), ("System.DateTime", "get_Today"),
        ("System.DateTimeOffset", "get_Now"), ("System.DateTimeOffset", "get_UtcNow"), ("System.TimeProvider", "get_System"),
        ("System.Random", "get_Shared"), ("System.Random", ".ctor"), ("System.Guid", "NewGuid"), ("System.Guid", "CreateVersion7"),
        ("System.Threading.Tasks.Task", "Run"), ("System.Threading.Tasks.Task", "Delay"),
        ("System.IO.Path", "GetTempPath"), ("System.IO.Path", "GetTempFileName"), ("System.IO.Path", "Exists"), ("System.IO.Path", "GetRandomFileName"),
        ("System.Security.Cryptography.RandomNumberGenerator", "GetBytes"),
    ];

    public static TheoryData<string> Pure => [.. Projects.Pure];

    [Theory]
    [MemberData(nameof(Pure))]
    public void A_deciding_project_touches_no_file_process_network_clock_or_chance(string project)
    {
        string[] wrong = [.. Code.Read(project)
            .Where(type => type.Namespace == project || type.Namespace.StartsWith(project + ".", StringComparison.Ordinal))
            .SelectMany(type => type.Mentions
                .Where(mention => Types.Contains(mention.Type) || IsEnvironment(mention) || (mention.Member is { } member && Members.Contains((mention.Type, member))))
                .Select(mention => $"{type.FullName} uses {mention.Type}.{mention.Member}"))];

        Assert.None(wrong);
    }

    // Iterators ask for the thread's number by themselves.
    private static bool IsEnvironment(Mention mention) => mention is { Type: "System.Environment", Member: not (null or "get_CurrentManagedThreadId") };

    [Fact]
    public void The_reader_sees_what_an_effect_uses()
    {
        // If this finds nothing, the tests above prove nothing.
        Mention[] mentions = [.. Code.Read("Slipway.Delivery").SelectMany(type => type.Mentions)];

        Assert.Contains(mentions, mention => mention is { Type: "System.IO.File", Member: "OpenHandle" });
        Assert.Contains(mentions, mention => mention is { Type: "System.Guid", Member: "NewGuid" });
        Assert.Contains(mentions, mention => mention is { Type: "System.Environment", Member: "get_ProcessId" });
    }
}
