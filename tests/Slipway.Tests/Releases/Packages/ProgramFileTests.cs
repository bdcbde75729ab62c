using Slipway.Releases.Packages;

namespace Slipway.Tests.Releases.Packages;

public sealed class ProgramFileTests
{
    [Theory]
    [InlineData("an assembly with its host", "Shop.dll", "Shop", "Shop.dll", "Shop.runtimeconfig.json", "web.config", "appsettings.json")]
    [InlineData("an assembly without a host", "Shop.dll", "Shop.dll", "Shop.pdb", "Shop.runtimeconfig.json")]
    [InlineData("an assembly of another name", "Store.dll", "Store.dll", "Store", "Store.runtimeconfig.json", "Shop.Contracts.dll")]
    [InlineData("a runtime of its own", "Shop", "Shop", "Shop.dll", "Shop.runtimeconfig.json", "libhostpolicy.so", "libhostfxr.so", "createdump")]
    [InlineData("a single file", "Shop", "Shop", "Shop.pdb", "appsettings.json")]
    [InlineData("a single file of another name", "store", "store", "store.pdb", "appsettings.json")]
    [InlineData("a native program with libraries", "Shop", "Shop", "libe_sqlite3.so", "Shop.dbg")]
    public void The_program_is_told_from_what_was_published(string shape, string program, params string[] files) =>
        Assert.True(ProgramFile.Choose("Shop", files) == program, $"{shape}: {ProgramFile.Choose("Shop", files)}");

    [Theory]
    [InlineData("Other.dll", "Other.pdb")]
    [InlineData("one", "two")]
    public void Where_it_cannot_be_told_nothing_is_guessed(params string[] files) => Assert.Null(ProgramFile.Choose("Shop", files));
}
