namespace Slipway.Tools.DotNet;

/// <summary>
/// Options of <c>dotnet nuget push</c>. The API key is masked in all output and text, but the tool takes it on its command line
/// only, so while it runs it can be seen in the process table of the same machine: push from machines of your own.
/// </summary>
public sealed record DotNetNuGetPushSettings : DotNetSettings
{
    /// <summary>Package to push.</summary>
    public string? TargetPath { get; init; }
    public string? Source { get; init; }
    public string? ApiKey { get; init; }
    public string? SymbolSource { get; init; }
    public string? SymbolApiKey { get; init; }
    public string? ConfigFile { get; init; }
    public int? Timeout { get; init; }
    public bool? SkipDuplicate { get; init; }
    public bool? NoSymbols { get; init; }
    public bool? NoServiceEndpoint { get; init; }
    public bool? DisableBuffering { get; init; }
    public bool? ForceEnglishOutput { get; init; }

    private protected override IEnumerable<string> Secrets => new[] { ApiKey, SymbolApiKey }.OfType<string>().Where(key => key.Length > 0);

    private protected override void Write(Words words) =>
        words.Add("nuget", "push").Operand(TargetPath ?? throw new InvalidOperationException("DotNetNuGetPush needs SetTargetPath."))
            .Option("--source", Source).Option("--api-key", ApiKey).Option("--symbol-source", SymbolSource).Option("--symbol-api-key", SymbolApiKey)
            .Option("--configfile", ConfigFile).Option("--timeout", Timeout).Flag("--skip-duplicate", SkipDuplicate).Flag("--no-symbols", NoSymbols)
            .Flag("--no-service-endpoint", NoServiceEndpoint).Flag("--disable-buffering", DisableBuffering)
            .Flag("--force-english-output", ForceEnglishOutput);
}
