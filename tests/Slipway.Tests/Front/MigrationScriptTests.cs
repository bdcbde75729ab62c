using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front;

public sealed class MigrationScriptTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scripts_are_laid_into_the_package_under_their_ids()
    {
        AbsolutePath script = Written("a.sql");
        MigrationScript expand = new("0001-name", MigrationPhase.Expand, "name", script);

        MigrationScript.CopyAll([expand], _folder.Path / "package");

        Assert.Equal("select 1", File.ReadAllText(_folder.Path / "package" / "migrations" / "0001-name.sql"));
        Assert.Equal([new Migration("0001-name", MigrationPhase.Expand, "name", "migrations/0001-name.sql", "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f")], MigrationScript.ToPackaged([expand]));
    }

    [Fact]
    public void A_script_that_differs_from_the_version_before_is_brought_and_one_that_does_not_is_not()
    {
        AbsolutePath root = _folder.Path / "repository";
        MigrationScript old = new("0001", MigrationPhase.Expand, "name", root / "sql" / "1.sql"), next = new("0002", MigrationPhase.Contract, "name", root / "sql" / "2.sql");

        Assert.Equal([next], MigrationScript.Brought([old, next], root, ["sql/2.sql", "README.md"]));
        Assert.Equal([next], MigrationScript.Brought([old, next], root, ["repository/sql/2.sql"]));
        Assert.Equal([old, next], MigrationScript.Brought([old, next], root, null));
    }

    [Fact]
    public void All_that_is_wrong_with_scripts_is_told_before_anything_is_laid()
    {
        MigrationScript good = new("0001", MigrationPhase.Expand, "name", Written("a.sql"));

        FaultException refused = Assert.Throws<FaultException>(() => MigrationScript.CopyAll([good, good, good with { Id = "../../0002" }, good with { Id = "0003", File = _folder.Path / "nowhere.sql" }], _folder.Path / "package"));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Equal(["SLP1673 '../../0002' cannot be the id of a migration", "SLP1671 the script of migration 0003 is not there", "SLP1672 two migrations are called 0001"], refused.Faults.Select(fault => $"{fault.Code} {fault.Cause}"));
        Assert.False(Directory.Exists(_folder.Path / "package"));
    }

    private AbsolutePath Written(string name)
    {
        File.WriteAllText(_folder.Path / name, "select 1");
        return _folder.Path / name;
    }
}
