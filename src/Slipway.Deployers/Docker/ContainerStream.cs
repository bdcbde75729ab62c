using System.Text;
using Docker.DotNet;

namespace Slipway.Deployers.Docker;

/// <summary>What a program in a container reads and writes, as one stream. What it says on its error output when it ends is why.</summary>
internal sealed class ContainerStream(MultiplexedStream joined) : Stream
{
    private readonly StringBuilder _errors = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] bytes = new byte[buffer.Length];
        while (true)
        {
            MultiplexedStream.ReadResult read = await joined.ReadOutputAsync(bytes, 0, bytes.Length, cancellationToken);
            if (read.EOF)
                return _errors.Length == 0 ? 0 : throw new IOException(_errors.ToString().Trim());
            if (read.Target == MultiplexedStream.TargetStream.StandardError)
            {
                _errors.Append(Encoding.UTF8.GetString(bytes, 0, read.Count));
                continue;
            }

            bytes.AsSpan(0, read.Count).CopyTo(buffer.Span);
            return read.Count;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await joined.WriteAsync(buffer.ToArray(), 0, buffer.Length, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // everything is sent when it is written
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            joined.Dispose();
        base.Dispose(disposing);
    }
}
