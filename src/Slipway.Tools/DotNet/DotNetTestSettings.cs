using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Who runs the tests under <c>dotnet test</c>; the <c>test</c> section of global.json decides, and the options differ.</summary>
public enum TestPlatform
{
    /// <summary>The default: loggers, data collectors, settings files.</summary>
    VSTest,

    /// <summary>Microsoft.Testing.Platform, where reports are options of the test program itself.</summary>
    MicrosoftTestingPlatform,
}

/// <summary>Options of <c>dotnet test</c> on either platform.</summary>
public sealed record DotNetTestSettings : DotNetSettings, IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings,
    IRestoringSettings, IBuildingSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    /// <summary>Null is VSTest here; the front door looks into global.json first.</summary>
    public TestPlatform? Platform { get; init; }

    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <inheritdoc />
    public string? Configuration { get; init; }

    /// <inheritdoc />
    public string? Framework { get; init; }

    /// <inheritdoc />
    public string? Runtime { get; init; }

    /// <inheritdoc />
    public bool? NoRestore { get; init; }

    /// <inheritdoc />
    public bool? NoBuild { get; init; }

    /// <summary>Folder for what is made; null is the project's own.</summary>
    public string? Output { get; init; }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <summary>Which tests run, as the test platform writes it: <c>FullyQualifiedName~Orders</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Folder for results; null is <c>TestResults</c> beside the project.</summary>
    public string? ResultsDirectory { get; init; }

    /// <summary>The <c>.runsettings</c> file to use.</summary>
    public string? SettingsFile { get; init; }

    /// <inheritdoc />
    public bool? NoLogo { get; init; }

    /// <summary>Finds out which test was at work when the test host crashed.</summary>
    public bool? BlameMode { get; init; }

    /// <summary>VSTest loggers, such as <c>trx;LogFileName=a.trx</c>; on the newer platform a trx logger becomes its report, others are refused.</summary>
    public ImmutableArray<string> Loggers { get; init; } = [];

    /// <summary>On the newer platform, whether trx is written by Microsoft.Testing.Extensions.TrxReport (NUnit, MSTest, TUnit) and not by xunit v3 itself, the default.</summary>
    public bool? TrxExtension { get; init; }

    /// <summary>VSTest data collectors; the newer platform takes coverage as options of its own, so there they are refused.</summary>
    public ImmutableArray<string> DataCollectors { get; init; } = [];

    /// <summary>Whether each test is printed as it ends, so that whoever reads along can count; null and false leave it to the platform.</summary>
    public bool? PrintsEachTest { get; init; }

    private protected override void Write(Words words)
    {
        words.Add("test");
        if (Platform == TestPlatform.MicrosoftTestingPlatform)
            WriteNewer(words);
        else
            WriteVSTest(words);
    }

    private void WriteVSTest(Words words) =>
        WriteShared(words.Operand(ProjectFile))
            .Option("--settings", SettingsFile).Options("--logger", PrintsEachTest == true ? Loggers.Add("console;verbosity=normal") : Loggers).Options("--collect", DataCollectors)
            .Flag("--blame", BlameMode).Flag("--nologo", NoLogo).Option("--verbosity", Verbosity).Properties(Properties);

    private void WriteNewer(Words words)
    {
        if (!DataCollectors.IsEmpty || SettingsFile is not null || BlameMode == true)
            throw new InvalidOperationException("Microsoft.Testing.Platform knows no data collectors, settings file or blame mode; pass its own options with SetProcessAdditionalArguments.");
        bool isSolution = Path.GetExtension(ProjectFile) is ".sln" or ".slnx" or ".slnf";
        WriteShared(words.Option(isSolution ? "--solution" : "--project", ProjectFile)).Option("--verbosity", Verbosity).Properties(Properties);
        foreach (string logger in Loggers)
            WriteReport(words, logger);
        if (PrintsEachTest == true)
            words.Option("--output", "Detailed");
    }

    private Words WriteShared(Words words) =>
        words.Option("--configuration", Configuration).Option("--framework", Framework).Option("--runtime", Runtime)
            .Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild).Output(Output, "OutputPath")
            .Option("--filter", Filter).Option("--results-directory", ResultsDirectory);

    private void WriteReport(Words words, string logger)
    {
        string[] parts = logger.Split(';');
        if (parts[0] != "trx")
            throw new InvalidOperationException($"Logger '{logger}' is one of VSTest; Microsoft.Testing.Platform has trx only.");
        const string fileName = "LogFileName=";
        string? file = parts.FirstOrDefault(part => part.StartsWith(fileName, StringComparison.OrdinalIgnoreCase))?[fileName.Length..];
        string option = TrxExtension == true ? "--report-trx" : "--report-xunit-trx";
        words.Add(option).Option($"{option}-filename", file);
    }
}
