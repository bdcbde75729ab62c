using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Verbs;

namespace Slipway.Tests.Releases.Environments;

/// <summary>The unit that brings environments up at login, as text and as files. No systemd reads it here.</summary>
public sealed class LoginUnitTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Its_text_is_known_and_names_of_folders_stay_names() => Golden.Match(
        (LoginUnit.TextOf("shop", "/srv/shop", "staging", "/usr/bin:/bin") + LoginUnit.TextOf("shop", "/srv/50 % \"off\" $HOME\\x", null, "/o\"p\"t/%h")).Split('\n'), "Golden/login-unit.txt");

    [Fact]
    public void Each_checkout_and_each_choice_has_a_unit_of_its_own()
    {
        string[] names = [LoginUnit.NameOf("shop", "/a", null), LoginUnit.NameOf("shop", "/b", null), LoginUnit.NameOf("shop", "/a", "staging"), LoginUnit.NameOf("mill", "/a", null)];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^slipway-[a-z0-9-]+[.]service$", name));
    }

    [Fact]
    public void It_is_written_and_enabled_and_taken_away_again_without_a_trace()
    {
        string units = _temp.Path / "systemd" / "user";
        var here = new AtLogin(units, "shop", "/srv/shop", "staging");
        here.Install("/usr/bin");
        here.Install("/usr/bin");

        string unit = Assert.Single(Directory.GetFiles(units)), link = Assert.Single(Directory.GetFiles(Path.Combine(units, "default.target.wants")));
        Assert.Equal(File.ReadAllText(unit), File.ReadAllText(link));
        Assert.Equal(unit, new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        Assert.Contains("is removed", Assert.Single(here.Remove()), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(units, "*", SearchOption.AllDirectories));
        Assert.Contains("nothing was installed", Assert.Single(here.Remove()), StringComparison.Ordinal);
        Assert.Contains("nothing was installed", Assert.Single(new AtLogin(_temp.Path / "none", "shop", "/srv/shop", null).Remove()), StringComparison.Ordinal);
    }
}
