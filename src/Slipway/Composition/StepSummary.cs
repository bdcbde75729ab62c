namespace Slipway.Composition;

/// <summary>The page a CI server shows beside a job; one file that all its steps add to.</summary>
internal static class StepSummary
{
    /// <summary>Adds a run; a page that cannot be written stops nothing.</summary>
    public static void Append(string file, string text)
    {
        try
        {
            File.AppendAllText(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The server takes it away with the job; the run itself does not depend on it.
        }
    }
}
