using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>The ledger as lines, oldest first.</summary>
public static class AuditText
{
    /// <summary>Entries as lines.</summary>
    public static IEnumerable<string> Render(ImmutableArray<Entry> entries)
    {
        foreach (Entry entry in entries)
        {
            string about = string.Join(' ', new[] { entry.Environment, entry.Version, entry.PackageId?[..12], entry.DeploymentId }.Where(text => text is not null));
            string data = string.Join(' ', entry.Data.Where(item => item.Key is not ("digests" or "inputs" or "statement" or "signature" or "policy" or "facts" or "document" or "files")).Select(item => $"{item.Key}={item.Value.Split('\n')[0]}"));
            yield return $"{entry.Seq,5}  {entry.Utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {entry.Type,-18} {about}  {data}  {entry.Actor.Id}".TrimEnd();
        }
    }
}
