using Slipway.Delivery.Signing;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Real SSH keys, made once for all tests of a class; a person may have several: "ben" and "ben-2".</summary>
public sealed class Keyring : IAsyncLifetime
{
    private static readonly string[] Names = ["ada", "ada-2", "ben", "ben-2", "cyd", "dan", "ci", "mallory"];

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _public = [];
    private readonly Dictionary<string, string> _signed = new(StringComparer.Ordinal);

    public SshKeygen Keygen { get; } = new(Runner);

    /// <summary>Keeps what ssh-keygen answered for all tests of the class.</summary>
    public Judging Judging { get; } = new(new SshKeygen(Runner));

    private static ProcessRunner Runner => new(TimeProvider.System, new ProcessLimits());

    public string PublicOf(string key) => _public[key];

    public async Task<string> SignAsync(string key, string signatureNamespace, string text)
    {
        string id = $"{key} {signatureNamespace} {text}";
        return _signed.TryGetValue(id, out string? known) ? known : _signed[id] = await Keygen.SignAsync(_folder.Path / key, signatureNamespace, text, TestContext.Current.CancellationToken);
    }

    public async ValueTask InitializeAsync()
    {
        foreach (string name in Names)
            await MakeAsync(name, "ed25519");
        await MakeAsync("eve", "ecdsa");
        await MakeAsync("fay", "rsa");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task MakeAsync(string name, string type)
    {
        CommandResult made = await Runner.RunAsync(new Command { Executable = "ssh-keygen", Arguments = ["-q", "-t", type, "-N", "", "-C", $"{name}@example.org", "-f", _folder.Path / name] }, null, TestContext.Current.CancellationToken);
        Assert.Equal(0, made.ExitCode);
        _public[name] = (await File.ReadAllTextAsync(_folder.Path / $"{name}.pub")).Trim();
    }
}
