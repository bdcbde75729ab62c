using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Durable;
using Slipway.Targets.Events;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>How long targets took when they last ran here, in <c>.nuke/temp/durations</c>: lines of name, tab, milliseconds. A help for plans that are drawn; nothing rests on it.</summary>
internal static class Durations
{
    /// <summary>What is known; nothing where the file is missing or is not such a file.</summary>
    public static ImmutableDictionary<string, TimeSpan> Read(AbsolutePath root)
    {
        try
        {
            return FileOf(root) is var file && File.Exists(file)
                ? File.ReadLines(file).Select(line => line.Split('\t')).Where(part => part.Length == 2 && long.TryParse(part[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    .ToImmutableDictionary(part => part[0], part => TimeSpan.FromMilliseconds(long.Parse(part[1], CultureInfo.InvariantCulture)), StringComparer.Ordinal)
                : ImmutableDictionary<string, TimeSpan>.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ImmutableDictionary<string, TimeSpan>.Empty;
        }
    }

    /// <summary>Keeps what this run measured beside what others did.</summary>
    public static void Keep(AbsolutePath root, BuildResult result)
    {
        try
        {
            if (!Directory.Exists(root / ".nuke"))
                return;
            ImmutableDictionary<string, TimeSpan> all = Read(root).SetItems(result.Targets.Where(target => target is { HasActions: true, Outcome: Outcome.Succeeded }).Select(target => KeyValuePair.Create(target.Target, target.Duration)));
            Directory.CreateDirectory(FileOf(root).Parent!);
            DurableFile.Replace(FileOf(root), string.Concat(all.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Key}\t{(long)item.Value.TotalMilliseconds}\n"))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only checkout has nothing to compare with next time; the run itself does not depend on it.
        }
    }

    private static AbsolutePath FileOf(AbsolutePath root) => root / ".nuke" / "temp" / "durations";
}
