using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Notes;
using Slipway.Releases.Versions;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Notes as files: what is sealed into a package, and texts that take the place of messages.</summary>
internal static class NoteFiles
{
    /// <summary>Writes the notes of a package. They follow from commits and the build alone: two machines write the same bytes.</summary>
    public static async Task WriteAsync(IPackage build, ReleaseEngine engine, VersionDecision version, AbsolutePath folder, CancellationToken cancellation)
    {
        var facts = new NotesFacts
        {
            Application = build.ApplicationName,
            Version = version.Version,
            Since = version.BaseTag,
            Commits = await engine.Source.ReadNoteCommitsAsync(await engine.Source.ReadBaseAsync(cancellation).ConfigureAwait(false), "HEAD", cancellation).ConfigureAwait(false),
            Overrides = Overrides(build.RootDirectory),
        };
        ReleaseNotes notes = ReleaseNotes.Of(facts) with { Flags = build.Flags };
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in new[] { ("notes.md", NotesText.Customers(notes)), ("support.md", NotesText.Support(notes)), ("operators.md", NotesText.Operators(notes)), ("notes.json", NotesJson.Render(notes) + "\n") })
            await File.WriteAllTextAsync(folder / name, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation).ConfigureAwait(false);
    }

    /// <summary>The texts in <c>.nuke/notes</c>, by the commit they are about.</summary>
    public static ImmutableSortedDictionary<string, string> Overrides(AbsolutePath root)
    {
        AbsolutePath folder = root / ".nuke" / "notes";
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.md").Where(file => NoteOverrides.IsName(Path.GetFileNameWithoutExtension(file))).ToImmutableSortedDictionary(file => Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), File.ReadAllText, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
    }
}
