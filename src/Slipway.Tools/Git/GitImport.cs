using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Tools.Git;

/// <summary>One commit of a chain in which each holds one file.</summary>
/// <param name="Message">For humans.</param>
/// <param name="At">Time of the commit.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record GitLink(string Message, DateTimeOffset At, ReadOnlyMemory<byte> Content);

/// <summary>The stream that makes a chain of commits in one call of git.</summary>
public static class GitImport
{
    /// <summary>Commits one behind the other, each with a tree of one file; git prints the id of the last.</summary>
    /// <param name="name">The ref that is to stand on the last.</param>
    /// <param name="parent">The commit the first continues, or null.</param>
    /// <param name="identity">Author and committer: <c>name &lt;mail&gt;</c>.</param>
    /// <param name="path">The file's name.</param>
    /// <param name="links">The commits.</param>
    public static ReadOnlyMemory<byte> Chain(string name, string? parent, string identity, string path, ImmutableArray<GitLink> links)
    {
        var stream = new ArrayBufferWriter<byte>();
        int mark = 0;
        foreach (GitLink link in links)
        {
            byte[] message = Encoding.UTF8.GetBytes(link.Message);
            string at = link.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            Put(stream, $"commit {GitName.Checked(name)}\nmark :{++mark}\ncommitter {identity} {at} +0000\ndata {message.Length}\n");
            stream.Write(message);
            string? from = mark > 1 ? $":{mark - 1}" : parent is null ? null : GitName.Checked(parent);
            Put(stream, $"\n{(from is null ? "" : $"from {from}\n")}M 100644 inline {path}\ndata {link.Content.Length}\n");
            stream.Write(link.Content.Span);
            Put(stream, "\n");
        }

        Put(stream, $"get-mark :{mark}\ndone\n");
        return stream.WrittenMemory;
    }

    private static void Put(ArrayBufferWriter<byte> stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
