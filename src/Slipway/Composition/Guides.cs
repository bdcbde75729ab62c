using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>The guides that the package carries: <c>./build.sh Guide NAME</c>. A build whose own target is called so has it instead.</summary>
internal static class Guides
{
    /// <summary>What is typed in front of a guide's name.</summary>
    public const string Word = "Guide";

    private const string Folder = "Guides/";

    /// <summary>The guide asked for; without a name, which there are.</summary>
    /// <exception cref="FaultException">There is no such guide (exit 2).</exception>
    public static string Text(ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return string.Join('\n', Names().Select(name => $"  ./build.sh {Word} {name,-10} {Read(name).Split('\n')[0].TrimStart('#').Trim()}"));
        string? found = Names().FirstOrDefault(name => string.Equals(name, names[0], StringComparison.OrdinalIgnoreCase));
        return found is not null
            ? Read(found).TrimEnd()
            : throw new FaultException(ExitCode.Usage, new Fault("SLP1210", $"there is no guide {names[0]}", "command line", Nearest.Mend(names[0], [.. Names()], "guides")));
    }

    private static IEnumerable<string> Names() =>
        typeof(Guides).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Guides).Assembly.GetManifestResourceStream(Folder + name)!); // listed just above
        return reader.ReadToEnd();
    }
}
