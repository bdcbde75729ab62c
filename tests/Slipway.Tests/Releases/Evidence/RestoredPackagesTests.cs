using System.Xml;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

public sealed class RestoredPackagesTests
{
    [Fact]
    public void A_restored_graph_names_its_packages_folders_and_audit()
    {
        RestoredPackages restored = RestoredPackages.Parse("""
            {"version":3,"libraries":{
               "Leaky.Bucket/1.0.0":{"type":"package","path":"leaky.bucket/1.0.0","files":[".nupkg.metadata","docs/x.nuspec","leaky.bucket.nuspec"]},
               "Bare/2.0.0":{"type":"package","path":"bare/2.0.0","files":[]},
               "Lib/1.0.0":{"type":"project","path":"../Lib/Lib.csproj"}},
             "packageFolders":{"/a":{},"/b":{}},
             "logs":[{"code":"NU1903","message":"a hole"},{"code":"NU1603","message":"another version"}]}
            """);

        Assert.Equal(["/a", "/b"], restored.Folders);
        Assert.Equal([new("Leaky.Bucket 1.0.0", "leaky.bucket/1.0.0", "leaky.bucket.nuspec"), new("Bare 2.0.0", "bare/2.0.0", null)], restored.Packages);
        Assert.Equal(["a hole"], restored.Audit);
    }

    [Theory]
    [InlineData("<license type=\"expression\">MIT OR Apache-2.0</license><licenseUrl>https://licenses.nuget.org/GPL</licenseUrl>", "MIT OR Apache-2.0")]
    [InlineData("<license type=\"file\">LICENSE.txt</license><licenseUrl>https://aka.ms/deprecateLicenseUrl</licenseUrl>", "")]
    [InlineData("<licenseUrl>https://licenses.nuget.org/MIT%20OR%20Apache-2.0</licenseUrl>", "MIT OR Apache-2.0")]
    [InlineData("<licenseUrl>https://example.org/licence</licenseUrl>", "")]
    [InlineData("", "")]
    public void A_nuspec_names_its_licence(string licence, string expected)
    {
        Assert.Equal(expected, PackageLicence.Of($"""<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>a</id>{licence}</metadata></package>"""));
        Assert.Equal(expected, PackageLicence.Of($"<package><metadata>{licence}</metadata></package>"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><package/>")]
    public void A_nuspec_that_is_none_is_refused(string text) => Assert.Throws<XmlException>(() => PackageLicence.Of(text));

    [Fact]
    public void A_locked_restore_tells_lock_files_from_everything_else()
    {
        const string mismatch = "/r/src/App/App.csproj : error NU1004: The package references have changed for net10.0. [/r/App.slnx]";
        const string hole = "/r/src/App/App.csproj : error NU1903: Warning As Error: Package 'A' 1.0.0 has a known high severity vulnerability, https://x [/r/App.slnx]";
        const string gone = "/r/src/App/App.csproj : error NU1301: Unable to load the service index for source http://127.0.0.1:1/v3/index.json. [/r/App.slnx]";

        Assert.True(LockedRestore.Of(0, [hole], "/r").IsSound);
        Assert.True(LockedRestore.Of(1, ["  Determining projects", hole], "/r").IsSound);
        Assert.Equal(["src/App/App.csproj: NU1004 The package references have changed for net10.0."], LockedRestore.Of(1, [mismatch, mismatch, hole], "/r").Mismatches);
        Assert.Null(LockedRestore.Of(1, [mismatch], "/r").Failure);
        Assert.Equal("src/App/App.csproj: NU1301 Unable to load the service index for source http://127.0.0.1:1/v3/index.json.", LockedRestore.Of(1, [mismatch, gone], "/r").Failure);
        Assert.Equal("dotnet restore ended with 137", LockedRestore.Of(137, [], "/r").Failure);
    }
}
