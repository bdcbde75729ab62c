using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Slipway.Delivery.Durable;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>
/// Keeps <c>.nuke/build.schema.json</c> and <c>.nuke/release.schema.json</c> in step with the build, so that editors complete parameter files, and the list
/// from which the launcher completes what is typed.
/// </summary>
internal static class SchemaFiles
{
    /// <summary>
    /// Looks once for every compiled program whether what the schemas say has changed; a warm start asks for one file and is done.
    /// Nothing is written where there is no <c>.nuke</c> folder or it cannot be written.
    /// </summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="graph">The targets.</param>
    /// <param name="parameters">What the build asks for.</param>
    /// <param name="environments">Names of the environments; asked where something is written, and it may fail.</param>
    public static void Refresh(AbsolutePath root, TargetGraph graph, ImmutableArray<ParameterDefinition> parameters, Func<ImmutableArray<string>> environments)
    {
        AbsolutePath seen = root / ".nuke" / "temp" / "schema" / Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        if (File.Exists(seen) || !Directory.Exists(root / ".nuke"))
            return;
        try
        {
            string shape = Digest.Of(Encoding.UTF8.GetBytes(Shape(graph, parameters))).Hex;
            AbsolutePath last = root / ".nuke" / "temp" / "schema" / "shape";
            if (!File.Exists(last) || File.ReadAllText(last) != shape || !File.Exists(root / ".nuke" / "build.schema.json"))
                Write(root, graph, parameters);
            Directory.CreateDirectory(seen.Parent!);
            WriteCompletion(seen.Parent! / "completion", graph, parameters, environments);
            File.WriteAllText(last, shape);
            File.WriteAllText(seen, "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only checkout has no use for completion; the run itself does not depend on it.
        }
    }

    // Apart, so that the schema library is loaded only when a schema is written.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(AbsolutePath root, TargetGraph graph, ImmutableArray<ParameterDefinition> parameters)
    {
        WriteIfChanged(root / ".nuke" / "build.schema.json", SchemaText.OfBuild(graph, parameters));
        WriteIfChanged(root / ".nuke" / "release.schema.json", SchemaText.OfPolicy());
        WriteIfChanged(root / ".nuke" / "calendar.schema.json", SchemaText.OfCalendar());
    }

    private static void WriteCompletion(
        AbsolutePath file, TargetGraph graph, ImmutableArray<ParameterDefinition> parameters, Func<ImmutableArray<string>> environments)
    {
        ImmutableSortedDictionary<string, ImmutableArray<string>> values = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("--environment", Names(environments));
        WriteIfChanged(file, CompletionModel.Of(graph, parameters, values));
    }

    // Their code may throw whatever it likes, and whoever asked for something else has no part in it.
    private static ImmutableArray<string> Names(Func<ImmutableArray<string>> environments)
    {
        try
        {
            return environments();
        }
        catch (Exception)
        {
            return [];
        }
    }

    private static void WriteIfChanged(AbsolutePath file, string text)
    {
        if (!File.Exists(file) || File.ReadAllText(file) != text)
            DurableFile.ReplaceShared(file, text);
    }

    private static string Shape(TargetGraph graph, ImmutableArray<ParameterDefinition> parameters)
    {
        var text = new StringBuilder("5\n");
        foreach (ParameterDefinition parameter in parameters)
            text.Append(parameter.Name).Append('\t').Append(parameter.Type).Append('\t').Append(parameter.Description).Append('\n');
        foreach (EngineOption option in EngineOptions.All)
            text.Append(option.Name).Append('\n');
        foreach (string name in graph.NamesOf(graph.Order))
            text.Append(name).Append('\n');
        return text.ToString();
    }
}
