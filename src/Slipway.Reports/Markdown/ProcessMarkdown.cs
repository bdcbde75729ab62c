using Slipway.Reports.Console;

namespace Slipway.Reports.Markdown;

/// <summary>The process of a build as Markdown, for a wiki or an auditor.</summary>
public static class ProcessMarkdown
{
    /// <summary>The process as a page.</summary>
    public static IEnumerable<string> Render(ProcessView view)
    {
        yield return $"# {ProcessText.Heading(view)}";
        foreach (ProcessChapter chapter in ProcessText.Chapters(view))
        {
            yield return "";
            yield return $"## {chapter.Title}";
            yield return "";
            foreach ((string name, string text) in chapter.Items)
                yield return text.Length == 0 ? $"- **{name}**" : $"- **{name}**: {text.Replace("<", "&lt;", StringComparison.Ordinal)}";
        }
    }
}
