using Slipway.Delivery.ArtifactFiles;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.ArtifactFiles;

public sealed class FolderPackageStoreContractTests : PackageStoreContract
{
    private readonly Fakes.TempFolder _folder = new();

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    protected override IPackageStore Open() => new FolderPackageStore(_folder.Path / "packages");
}

/// <summary>A folder that several machines write: each look is made through a store of its own.</summary>
public sealed class SharedFolderPackageStoreContractTests : PackageStoreContract
{
    private readonly Fakes.TempFolder _folder = new();

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    protected override IPackageStore Open() => new FolderPackageStore(_folder.Path / "shared" / "packages", isShared: true);

    [Fact]
    public async Task Others_may_read_what_was_sealed_and_nobody_may_write_it()
    {
        await A_sealed_package_is_listed_readable_and_sound();

        foreach (string file in Directory.EnumerateFiles(_folder.Path / "shared", "*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(file) & (UnixFileMode)0x1B6);
    }
}
