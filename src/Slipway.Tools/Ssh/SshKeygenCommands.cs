using System.Collections.Immutable;
using System.Text;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tools.Ssh;

/// <summary>The ssh-keygen calls we make, as commands. What is signed or checked comes on standard input, so that no text reaches an argument list.</summary>
public static class SshKeygenCommands
{
    // A key on a token asks for a touch; nobody is to wait for it for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Signs standard input and prints the armored signature; the key may be private, or public with the private part in an agent.</summary>
    public static Command Sign(AbsolutePath key, string signatureNamespace, string text) =>
        Keygen(text, ["-Y", "sign", "-f", key, "-n", signatureNamespace, "-"]) with { Timeout = Patience };

    /// <summary>Ends with 0 when the signature file is the person's signature of standard input under a namespace, by a key of the allowed-signers file.</summary>
    public static Command Verify(AbsolutePath allowedSigners, string person, string signatureNamespace, AbsolutePath signature, string text) =>
        Keygen(text, ["-Y", "verify", "-f", allowedSigners, "-I", person, "-n", signatureNamespace, "-s", signature]);

    private static Command Keygen(string text, ImmutableArray<string> arguments) => new()
    {
        Executable = "ssh-keygen",
        Arguments = arguments,
        Input = Encoding.UTF8.GetBytes(text),
        Timeout = TimeSpan.FromSeconds(30),
    };
}
