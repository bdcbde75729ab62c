using Slipway.Releases.Schedule;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.PolicyFiles;

/// <summary>Reads <c>.nuke/calendar.json</c>.</summary>
public static class CalendarFile
{
    /// <summary>What is planned; nothing where there is no such file.</summary>
    /// <exception cref="FaultException">Everything that is wrong with the file (exit 2).</exception>
    public static ReleaseCalendar Read(AbsolutePath root)
    {
        AbsolutePath file = root / ".nuke" / "calendar.json";
        return File.Exists(file) ? CalendarText.Parse(File.ReadAllBytes(file), ".nuke/calendar.json") : new ReleaseCalendar();
    }
}
