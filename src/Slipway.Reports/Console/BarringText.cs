using Slipway.Releases.Governing;

namespace Slipway.Reports.Console;

/// <summary>That a barred package was let in again.</summary>
public static class BarringText
{
    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => $"{draft.Subject.PackageId![..12]} may enter {draft.Subject.Environment} again"); // packages are barred
    }
}
