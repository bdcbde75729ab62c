using Slipway.Delivery.Durable;
using Slipway.Fakes;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Durable;

public sealed class DurableFileTests : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TempFolder _folder = new();

    private AbsolutePath File => _folder.Path / "new" / "file";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_belongs_to_the_state_is_for_its_owner_alone()
    {
        DurableFile.Replace(File, "a");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void What_is_written_for_everybody_has_the_mode_of_any_file_made_here_and_keeps_one_it_was_given()
    {
        DurableFile.ReplaceShared(File, "a");
        System.IO.File.WriteAllText(_folder.Path / "plain", "");
        Assert.Equal(System.IO.File.GetUnixFileMode(_folder.Path / "plain"), System.IO.File.GetUnixFileMode(File));

        System.IO.File.SetUnixFileMode(File, Everybody | UnixFileMode.UserExecute);
        DurableFile.ReplaceShared(File, "b");

        Assert.Equal(Everybody | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(File));
        Assert.Equal("b", System.IO.File.ReadAllText(File));
        Assert.Equal([File.Name], Directory.EnumerateFiles(_folder.Path / "new").Select(Path.GetFileName));
    }
}
