using System.Collections.Immutable;
using Slipway.Execution.Caching;
using Slipway.Targets.Caching;

namespace Slipway.Composition;

/// <summary>What a target prints, kept to be told again: the beginning of it where it is long. Lines come from any thread.</summary>
internal sealed class HeardLines
{
    private const int MostLines = 20_000;
    private const int MostCharacters = 4_000_000;

    private readonly Lock _gate = new();
    private readonly ImmutableArray<LogLine>.Builder _lines = ImmutableArray.CreateBuilder<LogLine>();
    private int _characters;
    private int _leftOut;

    public void Add(LogSource source, string text)
    {
        lock (_gate)
        {
            if (_leftOut > 0 || _lines.Count == MostLines || _characters + text.Length > MostCharacters)
            {
                _leftOut++;
                return;
            }

            _characters += text.Length;
            _lines.Add(new LogLine(source, text));
        }
    }

    public WorkLog ToLog()
    {
        lock (_gate)
            return new WorkLog(_lines.ToImmutable(), _leftOut);
    }
}
