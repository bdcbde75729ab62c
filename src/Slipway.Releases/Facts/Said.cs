using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>What entries of many kinds say under one name, for those who tell of all kinds alike.</summary>
public static class Said
{
    /// <summary>Why; empty where nobody said.</summary>
    public static string ReasonOf(ImmutableSortedDictionary<string, string> data) => data.Text("reason");

    /// <summary>The register's name for what it is about; empty where there is none.</summary>
    public static string IdOf(ImmutableSortedDictionary<string, string> data) => data.Text("id");

    /// <summary>What it is about in a few words; empty where there are none.</summary>
    public static string TitleOf(ImmutableSortedDictionary<string, string> data) =>
        data.Text("title") is { Length: > 0 } title ? title : data.Text("deviation");

    /// <summary>What somebody did, as typed; empty where nothing was typed.</summary>
    public static string VerbOf(ImmutableSortedDictionary<string, string> data) => data.Text("verb");
}
