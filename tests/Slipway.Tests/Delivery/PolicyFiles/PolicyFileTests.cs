using System.Text;
using Slipway.Delivery.PolicyFiles;
using Slipway.Fakes;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.PolicyFiles;

public sealed class PolicyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_the_default_preset_holds() => Assert.Equal("solo", PolicyText.Typed(PolicyFile.Read(_folder.Path)).Preset);

    [Fact]
    public void A_file_lies_on_what_it_extends_and_that_on_what_it_extends()
    {
        string farther = Write("farther.json", """{ "preset": "team", "gates": { "minimumTests": 1, "scanHours": 2, "restoreDrillDays": 3 } }""");
        string far = Write("shared/far.json", $$"""{ "extends": "../farther.json#sha256:{{farther}}", "gates": { "minimumTests": 4, "scanHours": 5 } }""");
        Write(".nuke/release.json", $$"""{ "extends": ["../shared/far.json#sha256:{{far}}"], "gates": { "minimumTests": 6 } }""");

        ReleasePolicy policy = PolicyText.Typed(PolicyFile.Read(_folder.Path));

        Assert.Equal(("team", 6, 5, 3), (policy.Preset, policy.Gates.MinimumTests, policy.Gates.ScanHours, policy.Gates.RestoreDrillDays));
    }

    [Fact]
    public void What_was_changed_since_it_was_pinned_is_refused()
    {
        string digest = Write("shared.json", """{ "preset": "team" }""");
        Write(".nuke/release.json", $$"""{ "extends": "../shared.json#sha256:{{digest}}" }""");
        Write("shared.json", """{ "preset": "solo" }""");

        Fault fault = Refused();
        Assert.Equal(("SLP3703", ".nuke/release.json:1:14"), (fault.Code, fault.Place));
        Assert.Contains($"pinned is {digest}", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Write(".nuke/release.json", $$"""{ "extends": "../shared.json#sha256:{{new string('0', 64)}}" }""");
        Assert.Equal("SLP3702", Refused().Code);
        Write(".nuke/release.json", $$"""{ "extends": "nuget:No.Such.Package/1.0.0/policy.json#sha256:{{new string('0', 64)}}" }""");
        Assert.Equal("SLP3702", Refused().Code);
    }

    [Fact]
    public void Eight_deep_is_deep_enough()
    {
        string digest = Write("0.json", "{}");
        for (int depth = 1; depth <= 8; depth++)
        {
            Write(".nuke/release.json", $$"""{ "extends": "../{{depth - 1}}.json#sha256:{{digest}}" }""");
            _ = PolicyFile.Read(_folder.Path);
            digest = Write($"{depth}.json", $$"""{ "extends": "{{depth - 1}}.json#sha256:{{digest}}" }""");
        }

        Write(".nuke/release.json", $$"""{ "extends": "../8.json#sha256:{{digest}}" }""");
        Assert.Equal("SLP3701", Refused().Code);
    }

    private Fault Refused() => Assert.Throws<FaultException>(() => PolicyFile.Read(_folder.Path)).Faults.Single();

    private string Write(string file, string text)
    {
        string path = _folder.Path / file;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return Digest.Of(Encoding.UTF8.GetBytes(text)).Hex;
    }
}
