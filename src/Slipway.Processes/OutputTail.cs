using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;

namespace Slipway.Processes;

/// <summary>Where both pipes meet: hands each line on, one at a time, and keeps the last ones.</summary>
internal sealed class OutputTail(int keptCharacters, Action<OutputLine>? listener)
{
    private readonly Lock _lock = new();
    private readonly Queue<OutputLine> _lines = new();
    private int _characters;
    private bool _closed;

    /// <summary>False once a line was dropped.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(OutputLine line)
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _lines.Enqueue(line);
            _characters += line.Text.Length + 1;
            while (_characters > keptCharacters && _lines.Count > 1)
            {
                _characters -= _lines.Dequeue().Text.Length + 1;
                IsComplete = false;
            }

            listener?.Invoke(line);
        }
    }

    /// <summary>Takes no more lines and returns the kept ones: what a forgotten grandchild prints later is not ours.</summary>
    public ImmutableArray<OutputLine> Close()
    {
        lock (_lock)
        {
            _closed = true;
            return [.. _lines];
        }
    }
}
