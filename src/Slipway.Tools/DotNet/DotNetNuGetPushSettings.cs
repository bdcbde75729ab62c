namespace Slipway.Tools.DotNet;

/// <summary>
/// Options of <c>dotnet nuget push</c>. The API key is masked in all output and text, but the tool takes it on its command line
/// only, so while it runs it can be seen in the process table of the same machine: push from machines of your own.
/// </summary>
public sealed record DotNetNuGetPushSettings : DotNetSettings
{
    /// <summary>Package to push.</summary>
    public string? TargetPath { get; init; }

    /// <summary>Feed to push to: a name of <c>nuget.config</c> or an address.</summary>
    public string? Source { get; init; }

    /// <summary>Key of the feed; masked wherever it would be shown.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Feed for the symbols.</summary>
    public string? SymbolSource { get; init; }

    /// <summary>Key of the symbols' feed; masked wherever it would be shown.</summary>
    public string? SymbolApiKey { get; init; }

    /// <summary>The one <c>nuget.config</c> to use; null searches from the working folder upwards.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Longest time for the push in seconds; null is 300.</summary>
    public int? Timeout { get; init; }

    /// <summary>Takes a package that is there already as pushed.</summary>
    public bool? SkipDuplicate { get; init; }

    /// <summary>Leaves the symbols out, also where their package lies beside it.</summary>
    public bool? NoSymbols { get; init; }

    /// <summary>Does not append <c>api/v2/package</c> to the feed's address.</summary>
    public bool? NoServiceEndpoint { get; init; }

    /// <summary>Sends while it reads, which takes less memory.</summary>
    public bool? DisableBuffering { get; init; }

    /// <summary>Speaks English whatever the culture.</summary>
    public bool? ForceEnglishOutput { get; init; }

    private protected override IEnumerable<string> Secrets => new[] { ApiKey, SymbolApiKey }.OfType<string>().Where(key => key.Length > 0);

    private protected override void Write(Words words) =>
        words.Add("nuget", "push").Operand(TargetPath ?? throw new InvalidOperationException("DotNetNuGetPush needs SetTargetPath."))
            .Option("--source", Source).Option("--api-key", ApiKey).Option("--symbol-source", SymbolSource).Option("--symbol-api-key", SymbolApiKey)
            .Option("--configfile", ConfigFile).Option("--timeout", Timeout).Flag("--skip-duplicate", SkipDuplicate).Flag("--no-symbols", NoSymbols)
            .Flag("--no-service-endpoint", NoServiceEndpoint).Flag("--disable-buffering", DisableBuffering)
            .Flag("--force-english-output", ForceEnglishOutput);
}
