using System.Text;
using Slipway.Vocabulary.Commands;

namespace Slipway.Processes;

/// <summary>Reads one pipe to its end as bytes and feeds its lines to the tail.</summary>
internal static class OutputPump
{
    // As large as the pipe: one read can empty it.
    private const int BlockSize = PipeSize.Wide;

    /// <summary>Ends quietly when the pipe is closed or reading is cancelled; throws what the listener threw.</summary>
    public static async Task PumpAsync(Stream pipe, bool isError, Mask mask, int lineLimit, OutputTail tail, CancellationToken cancellation)
    {
        var splitter = new LineSplitter(mask, lineLimit, text => tail.Add(new OutputLine(isError, text)));
        Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
        byte[] bytes = new byte[BlockSize];
        char[] characters = new char[BlockSize + 1];
        PipeSize.Widen(pipe);
        int read;
        while ((read = await ReadAsync(pipe, bytes, cancellation)) > 0)
        {
            int length = decoder.GetChars(bytes.AsSpan(0, read), characters, flush: false);
            splitter.Append(characters.AsSpan(0, length));
        }

        int rest = decoder.GetChars([], characters, flush: true);
        splitter.Append(characters.AsSpan(0, rest));
        splitter.Finish();
    }

    private static async Task<int> ReadAsync(Stream pipe, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            return await pipe.ReadAsync(bytes, cancellation);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The process is gone and somebody else holds the pipe: what has arrived is all we wait for.
            return 0;
        }
    }
}
