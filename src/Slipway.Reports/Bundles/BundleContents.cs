using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Bundles;

/// <summary>A bundle read back, everything in it proven by its digest.</summary>
/// <param name="Entries">All entries, their chain checked.</param>
/// <param name="Manifests">Manifests by package id.</param>
public sealed partial record BundleContents(ImmutableArray<Entry> Entries, ImmutableSortedDictionary<string, Manifest> Manifests)
{
    private const string Ledger = "ledger.jsonl";

    /// <summary>Whether a file of a bundle is read here; the others are for people and for its script.</summary>
    public static bool IsRead(string path) => path == Ledger || Named.IsMatch(path);

    /// <summary>Reads the files of a bundle.</summary>
    /// <param name="files">Their bytes by path, from the bundle's folder on.</param>
    /// <param name="place">Where the bundle lies, for faults.</param>
    /// <exception cref="FaultException">It is no bundle (exit 2), or something in it was altered (exit 10): all of that at once.</exception>
    public static BundleContents Read(IReadOnlyDictionary<string, byte[]> files, string place)
    {
        if (!files.TryGetValue(Ledger, out byte[]? lines))
            throw new FaultException(ExitCode.Usage, NoBundle(place, $"it holds no {Ledger}"));
        var faults = ImmutableArray.CreateBuilder<Fault>();
        LedgerReading ledger = LedgerChain.Read(lines, new HeadPin(0, LedgerChain.Genesis).Write(), $"{place}/{Ledger}");
        if ((ledger.Damage ?? (ledger.WholeBytes < lines.Length ? CutOff(place) : null)) is { } damage)
            faults.Add(damage);
        var manifests = ImmutableSortedDictionary.CreateBuilder<string, Manifest>(StringComparer.Ordinal);
        foreach ((string path, byte[] bytes) in files.Where(file => file.Key != Ledger && IsRead(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (path.StartsWith("manifests/", StringComparison.Ordinal))
                Take(() => manifests[name] = ManifestText.Read(bytes, name, $"{place}/{path}"), faults);
            else if (Digest.Of(bytes).Hex != name)
                faults.Add(Altered($"{place}/{path}"));
        }

        return faults.Count == 0 ? new BundleContents(ledger.Entries, manifests.ToImmutable()) : throw new FaultException(ExitCode.Damaged, faults.ToImmutable());
    }

    /// <summary>The fault that something is no bundle.</summary>
    public static Fault NoBundle(string place, string reason) => new("SLP4702", $"this is no audit bundle: {reason}", place, "./build.sh Audit --export FILE makes one");

    private static void Take(Action read, ImmutableArray<Fault>.Builder faults)
    {
        try
        {
            read();
        }
        catch (FaultException exception)
        {
            faults.AddRange(exception.Faults);
        }
    }

    private static Fault CutOff(string place) => new("SLP4706", "the ledger in the bundle ends in the middle of an entry", $"{place}/{Ledger}", "get the bundle anew from whoever exported it");

    private static Fault Altered(string place) => new("SLP4703", "the document is not the one its name says", place, "get the bundle anew from whoever exported it");

    [GeneratedRegex("^(?:manifests|facts|policies|observations)/[0-9a-f]{64}\\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex Named { get; }
}
