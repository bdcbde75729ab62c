using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Console;

/// <summary>A fault as people read it: code and cause, then place and mend.</summary>
public static class FaultLines
{
    /// <summary>Code and cause, then place and mend below.</summary>
    public static IEnumerable<string> Render(Fault fault, Palette palette)
    {
        string[] cause = fault.Cause.Split('\n');
        yield return $"{palette.Bad(fault.Code)}  {cause[0]}";
        foreach (string line in cause.Skip(1))
            yield return $"         {line}";
        yield return $"  {palette.Quiet("place")}  {fault.Place}";
        yield return $"  {palette.Quiet("mend")}   {fault.Mend}";
    }
}
