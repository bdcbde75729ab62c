namespace Slipway.Vocabulary.Faults;

/// <summary>One thing that is wrong, told so that a reader can mend it.</summary>
/// <param name="Code">Stable code, "SLP" and four digits; the first two digits name the area.</param>
/// <param name="Cause">What is wrong, with the values that were compared.</param>
/// <param name="Place">Something one can open or type: a file with line, a target path, a folder.</param>
/// <param name="Mend">An action that puts it right.</param>
public sealed record Fault(string Code, string Cause, string Place, string Mend)
{
    /// <summary>The first line of the cause: what may be kept. The lines below it are what a child or a service printed, which nobody has read yet.</summary>
    public string Summary => Cause.Split('\n', 2)[0];
}
