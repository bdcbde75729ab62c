using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Reports.Html;

/// <summary>What the page's script shows on demand: JSON, deflated (RFC 1951) and written as base64, which is a third of it and nothing that a browser would have to look through before it paints.</summary>
internal static class PageData
{
    private const int FilesOfOne = 60;
    private const int ReleasesWithFiles = 12;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(DashboardModel model, ImmutableArray<PastRelease> releases, Drill drill)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            var table = new EntryTable(model.History.Entries.ToDictionary(entry => entry.Hash, entry => entry.Seq, StringComparer.Ordinal));
            writer.WriteStartObject();
            writer.WriteNumber("now", model.Now.ToUnixTimeSeconds());
            writer.WriteNumber("count", model.History.Entries.Length);
            Texts(writer, "environments", model.Environments);
            Addresses(writer, model.Forge);
            writer.WriteStartArray("releases");
            foreach (PastRelease release in releases)
                Release(writer, release, model, table);
            writer.WriteEndArray();
            Deployments(writer, model, releases);
            Files(writer, model, releases);
            Notes(writer, model, releases);
            PlanData.Write(writer, model, releases);
            Lists(writer, drill);
            writer.WritePropertyName("entries");
            ImmutableArray<Entry> entries = model.Since is { } since ? [.. model.History.Entries.SkipWhile(entry => entry.Utc < since)] : model.History.Entries;
            table.Write(writer, entries);
            writer.WriteEndObject();
        }

        return Deflated(buffer.WrittenSpan);
    }

    private static string Deflated(ReadOnlySpan<byte> json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(json);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    // [ package, version, commit, tree, uncommitted, sealing, when, by, states, files, bytes, bar ]; the first four and the eighth are places of texts.
    private static void Release(Utf8JsonWriter writer, PastRelease release, DashboardModel model, EntryTable table)
    {
        SealedPackage package = release.Package;
        model.Manifests.TryGetValue(package.Id, out Manifest? manifest);
        writer.WriteStartArray();
        writer.WriteNumberValue(table.Text(package.Id));
        writer.WriteNumberValue(table.Text(package.Version));
        writer.WriteNumberValue(table.Text(package.Commit));
        writer.WriteNumberValue(table.Text(package.Tree));
        writer.WriteNumberValue(package.IsDirty ? 1 : 0);
        writer.WriteNumberValue(package.Seq);
        writer.WriteNumberValue(package.Utc.ToUnixTimeSeconds());
        writer.WriteNumberValue(table.Text(package.Sealer));
        writer.WriteStringValue(string.Concat(model.Environments.Select(environment => (char)Cells.Of(release, environment, model.History.State))));
        writer.WriteNumberValue(manifest?.Artifacts.Length ?? 0);
        writer.WriteNumberValue(manifest?.Artifacts.Sum(artifact => artifact.Size) ?? 0);
        writer.WriteStringValue(string.Join("; ", model.Environments
            .Where(environment => model.History.State.In(environment).Barred.ContainsKey(package.Id))
            .Select(environment => $"{environment}: {model.History.State.In(environment).Barred[package.Id]}")));
        writer.WriteEndArray();
    }

    // [ release, environment, kind, outcome, start, end, taken back, rehearsal ]
    private static void Deployments(Utf8JsonWriter writer, DashboardModel model, ImmutableArray<PastRelease> releases)
    {
        var places = releases.Select((release, place) => (release.Package.Id, place)).ToDictionary(item => item.Id, item => item.place, StringComparer.Ordinal);
        writer.WriteStartArray("deployments");
        foreach (PastDeployment deployment in model.History.Deployments.Where(deployment => places.ContainsKey(deployment.PackageId)))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(places[deployment.PackageId]);
            writer.WriteNumberValue(model.Environments.IndexOf(deployment.Environment));
            writer.WriteNumberValue((int)deployment.Kind);
            writer.WriteNumberValue(deployment.Outcome switch { "succeeded" => 0, "failed" => 1, "rolled back" => 2, _ => 3 });
            writer.WriteNumberValue(deployment.Started.Seq);
            writer.WriteNumberValue(deployment.Ended?.Seq ?? 0);
            writer.WriteNumberValue(deployment.TakenBack?.Seq ?? 0);
            writer.WriteNumberValue(deployment.IsRehearsal ? 1 : 0);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    // Files of what serves and of the newest: an older package's are in its manifest.
    private static void Files(Utf8JsonWriter writer, DashboardModel model, ImmutableArray<PastRelease> releases)
    {
        IEnumerable<string> serving = model.History.State.Environments.Values.Select(environment => environment.Current?.PackageId).OfType<string>();
        writer.WriteStartObject("files");
        foreach (string id in releases.Reverse().Take(ReleasesWithFiles).Select(release => release.Package.Id).Concat(serving).Distinct(StringComparer.Ordinal))
        {
            if (!model.Manifests.TryGetValue(id, out Manifest? manifest))
                continue;
            writer.WriteStartArray(Words.Short(id));
            foreach (Artifact artifact in manifest.Artifacts.Take(FilesOfOne))
            {
                writer.WriteStartArray();
                writer.WriteStringValue(artifact.Path);
                writer.WriteNumberValue(artifact.Size);
                writer.WriteStringValue(artifact.Sha256);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Notes(Utf8JsonWriter writer, DashboardModel model, ImmutableArray<PastRelease> releases)
    {
        writer.WriteStartObject("notes");
        foreach (PastRelease release in releases)
        {
            if (!model.Notes.TryGetValue(release.Package.Id, out string? notes))
                continue;
            writer.WritePropertyName(Words.Short(release.Package.Id));
            NotesData.Write(writer, notes);
        }

        writer.WriteEndObject();
    }

    // [ commit, issue, pull request, runs ], "{}" in the place of the id or number; empty where nothing is known.
    private static void Addresses(Utf8JsonWriter writer, Forge? forge) =>
        Texts(writer, "forge", forge is null ? [] : [forge.Commit, forge.Issue, forge.PullRequest, forge.Runs ?? ""]);

    private static void Lists(Utf8JsonWriter writer, Drill drill)
    {
        writer.WriteStartArray("lists");
        foreach ((string title, ImmutableArray<int> entries) in drill.Lists)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(title);
            foreach (int entry in entries)
                writer.WriteNumberValue(entry);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
