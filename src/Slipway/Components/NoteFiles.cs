using System.Collections.Immutable;
using System.Text;
using Slipway.Composition;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Notes as files: what is sealed into a package, and texts that take the place of messages.</summary>
internal static class NoteFiles
{
    /// <summary>
    /// Writes the notes of a package, and gives it with its way back. Both follow from commits and the build alone: two machines write the same bytes.
    /// So they tell what changed since the version they are counted from, and not what is live anywhere, or open.
    /// </summary>
    public static async Task<Manifest> WriteAsync(IPackage build, ReleaseEngine engine, VersionDecision version, Manifest content, AbsolutePath folder, CancellationToken cancellation)
    {
        string? from = await engine.Source.ReadBaseAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<string>? changed = from is null ? null : await engine.Source.ReadDifferenceAsync(from, content.Source.Tree, cancellation).ConfigureAwait(false);
        HashSet<string> brought = [.. MigrationScript.Brought(build.Migrations, build.RootDirectory, changed).Select(script => script.Id)];
        content = content with { Rollback = RollbackPlan.Of(content.Migrations.Where(migration => brought.Contains(migration.Id))) };
        var facts = new NotesFacts
        {
            Application = build.ApplicationName,
            Version = version.Version,
            Since = version.BaseTag,
            Commits = await engine.Source.ReadNoteCommitsAsync(from, "HEAD", cancellation).ConfigureAwait(false),
            Overrides = Overrides(build.RootDirectory),
            IsSealed = true,
            Manifest = content,
            Before = content with { Migrations = [.. content.Migrations.Where(migration => !brought.Contains(migration.Id))] },
        };
        ReleaseNotes notes = ReleaseNotes.Of(facts);
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in new[] { ("notes.md", NotesText.Customers(notes)), ("support.md", NotesText.Support(notes)), ("operators.md", NotesText.Operators(notes)), ("notes.json", NotesJson.Render(notes) + "\n") })
            await File.WriteAllTextAsync(folder / name, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation).ConfigureAwait(false);
        return content;
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
