using Slipway.Delivery.LedgerBranch;
using Slipway.Processes;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>Names and addresses come from files that anyone may have written.</summary>
public sealed class RemoteAddressTests : IDisposable
{
    private readonly TeamRemote _team = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _team.Dispose();

    [Theory]
    [InlineData("--upload-pack=touch pwned")]
    [InlineData("-o")]
    [InlineData("a..b")]
    [InlineData("a\nb")]
    [InlineData("a b")]
    public async Task A_hostile_name_is_refused_before_git_sees_it(string name)
    {
        BranchOptions options = _team.OptionsOf("ada");

        Assert.Equal((ExitCode.Usage, "SLP3610"), await RefusalAsync(options with { Remote = name }));
        Assert.Equal((ExitCode.Usage, "SLP3610"), await RefusalAsync(options with { Branch = name }));
    }

    [Theory]
    [InlineData("--upload-pack=touch pwned")]
    [InlineData("ext::sh -c 'touch pwned'")]
    [InlineData("fd::17")]
    [InlineData("ssh://-oProxyCommand=touch/x")]
    [InlineData("ssh://ada@-oProxyCommand=touch/x")]
    [InlineData("-oProxyCommand=touch:x")]
    public async Task A_hostile_address_is_refused_before_git_uses_it(string address)
    {
        BranchOptions options = _team.OptionsOf("ada");
        TeamRemote.Git(options.Repository, "config", "remote.origin.url", address);

        Assert.Equal((ExitCode.Usage, "SLP3610"), await RefusalAsync(options));
    }

    [Fact]
    public async Task A_remote_that_was_asked_for_by_name_must_exist() =>
        Assert.Equal((ExitCode.Usage, "SLP3609"), await RefusalAsync(_team.OptionsOf("ada") with { Remote = "upstream" }));

    [Fact]
    public async Task An_address_beside_the_repository_is_meant_from_there()
    {
        BranchOptions options = _team.OptionsOf("ada");
        TeamRemote.Git(options.Repository, "config", "remote.origin.url", "../remote.git");

        await new BranchLedger(options, new ProcessRunner(), TimeProvider.System).AppendAsync([Fakes.Facts.Draft("a")], Cancellation);

        Assert.NotNull(_team.Tip);
    }

    private static async Task<(ExitCode, string)> RefusalAsync(BranchOptions options)
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => new BranchLedger(options, new ProcessRunner(), TimeProvider.System).ReadAsync(Cancellation));
        return (refusal.ExitCode, refusal.Faults[0].Code);
    }
}
