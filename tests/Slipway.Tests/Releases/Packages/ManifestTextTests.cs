using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Packages;

public sealed class ManifestTextTests
{
    [Fact]
    public void The_bytes_of_a_manifest_are_known() =>
        Golden.Match(Encoding.UTF8.GetString(ManifestText.Write(Facts.Manifest("1.2.3", ("services/storefront/Storefront.dll", Facts.Id('a'), 12), ("NOTES.md", Facts.Id('b'), 3)))));

    [Fact]
    public void A_manifest_is_read_as_written()
    {
        byte[] bytes = ManifestText.Write(Facts.Manifest());

        Assert.Equal(bytes, ManifestText.Write(ManifestText.Read(bytes, Digest.Of(bytes).Hex, "m")));
    }

    [Fact]
    public void What_a_service_has_chosen_is_read_as_written_and_what_it_has_not_is_not_written()
    {
        Ready[] choices = [Ready.Status("/health"), Ready.LogLine("up"), Ready.LogPattern("up|on"), Ready.AliveFor(TimeSpan.FromSeconds(2))];
        Manifest manifest = Facts.Manifest() with
        {
            Services =
            [
                .. choices.Select((ready, index) => new PackagedService { Name = $"s{index}", EntryPoint = "s", Ready = ready, IsWorker = true, StopsWhenLeft = true, Migrate = new MigrationStep("m") { Arguments = ["x"] } }),
                new PackagedService { Name = "plain", EntryPoint = "s" },
            ],
        };
        byte[] bytes = ManifestText.Write(manifest);

        Manifest read = ManifestText.Read(bytes, Digest.Of(bytes).Hex, "m");

        Assert.Equal(bytes, ManifestText.Write(read));
        Assert.Equal([.. choices, Ready.Contract()], read.Services.Select(service => service.Readiness));
        Assert.Equal((true, true, "m"), (read.Services[0].IsWorker, read.Services[0].StopsWhenLeft, read.Services[0].Migrate?.Program));
        string plain = Encoding.UTF8.GetString(bytes)[Encoding.UTF8.GetString(bytes).IndexOf("plain", StringComparison.Ordinal)..];
        Assert.DoesNotContain(new[] { "\"ready\"", "isWorker", "stopsWhenLeft", "migrate\"", "readiness", "startsLate" }, word => plain.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"schema\":1,\"schema\":1}")]
    [InlineData("{\"surprise\":1}")]
    public void What_is_no_manifest_is_refused_though_its_digest_is_right(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        var refusal = Assert.Throws<FaultException>(() => ManifestText.Read(bytes, Digest.Of(bytes).Hex, "m"));

        Assert.Equal((ExitCode.Damaged, "SLP2004"), (refusal.ExitCode, refusal.Faults.Single().Code));
    }

    [Fact]
    public void A_single_changed_byte_is_found()
    {
        byte[] bytes = ManifestText.Write(Facts.Manifest());
        string id = Digest.Of(bytes).Hex;
        bytes[20] ^= 1;

        Assert.Equal("SLP2001", Assert.Throws<FaultException>(() => ManifestText.Read(bytes, id, "m")).Faults.Single().Code);
    }
}
