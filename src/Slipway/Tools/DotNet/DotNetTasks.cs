using Slipway.Running;
using Slipway.Tooling;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tools.DotNet;

/// <summary>
/// The dotnet command line. Each sub-command takes finished settings, a change of fresh ones, or a change into several that are
/// called one by one or side by side. Only meaningful inside a target; a non-zero exit throws.
/// </summary>
public static class DotNetTasks
{
    /// <summary>Runs dotnet with these arguments.</summary>
    public static IReadOnlyCollection<Output> DotNet(
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null)
    {
        Command command = ProcessTasks.ToCommand("dotnet", arguments, workingDirectory, environmentVariables, timeout);
        command = command with { Environment = DotNetSettings.QuietEnvironment.SetItems(command.Environment) };
        using StartedProcess process = ProcessTasks.Start(command, logOutput ?? true, logInvocation ?? true, logger);
        return process.AssertZeroExitCode().Output;
    }

    /// <summary>Runs <c>dotnet restore</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetRestore(DotNetRestoreSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetRestore(DotNetRestoreSettings)" />
    public static IReadOnlyCollection<Output> DotNetRestore(Configure<DotNetRestoreSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetRestore(DotNetRestoreSettings)" />
    public static IReadOnlyCollection<(DotNetRestoreSettings Settings, IReadOnlyCollection<Output> Output)> DotNetRestore(
        CombinatorialConfigure<DotNetRestoreSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet build</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetBuild(DotNetBuildSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetBuild(DotNetBuildSettings)" />
    public static IReadOnlyCollection<Output> DotNetBuild(Configure<DotNetBuildSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetBuild(DotNetBuildSettings)" />
    public static IReadOnlyCollection<(DotNetBuildSettings Settings, IReadOnlyCollection<Output> Output)> DotNetBuild(
        CombinatorialConfigure<DotNetBuildSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet test</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetTest(DotNetTestSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetTest(DotNetTestSettings)" />
    public static IReadOnlyCollection<Output> DotNetTest(Configure<DotNetTestSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetTest(DotNetTestSettings)" />
    public static IReadOnlyCollection<(DotNetTestSettings Settings, IReadOnlyCollection<Output> Output)> DotNetTest(
        CombinatorialConfigure<DotNetTestSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet pack</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetPack(DotNetPackSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetPack(DotNetPackSettings)" />
    public static IReadOnlyCollection<Output> DotNetPack(Configure<DotNetPackSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetPack(DotNetPackSettings)" />
    public static IReadOnlyCollection<(DotNetPackSettings Settings, IReadOnlyCollection<Output> Output)> DotNetPack(
        CombinatorialConfigure<DotNetPackSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet publish</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetPublish(DotNetPublishSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetPublish(DotNetPublishSettings)" />
    public static IReadOnlyCollection<Output> DotNetPublish(Configure<DotNetPublishSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetPublish(DotNetPublishSettings)" />
    public static IReadOnlyCollection<(DotNetPublishSettings Settings, IReadOnlyCollection<Output> Output)> DotNetPublish(
        CombinatorialConfigure<DotNetPublishSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet run</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetRun(DotNetRunSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetRun(DotNetRunSettings)" />
    public static IReadOnlyCollection<Output> DotNetRun(Configure<DotNetRunSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetRun(DotNetRunSettings)" />
    public static IReadOnlyCollection<(DotNetRunSettings Settings, IReadOnlyCollection<Output> Output)> DotNetRun(
        CombinatorialConfigure<DotNetRunSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet clean</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetClean(DotNetCleanSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetClean(DotNetCleanSettings)" />
    public static IReadOnlyCollection<Output> DotNetClean(Configure<DotNetCleanSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetClean(DotNetCleanSettings)" />
    public static IReadOnlyCollection<(DotNetCleanSettings Settings, IReadOnlyCollection<Output> Output)> DotNetClean(
        CombinatorialConfigure<DotNetCleanSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet nuget push</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetNuGetPush(DotNetNuGetPushSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetNuGetPush(DotNetNuGetPushSettings)" />
    public static IReadOnlyCollection<Output> DotNetNuGetPush(Configure<DotNetNuGetPushSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetNuGetPush(DotNetNuGetPushSettings)" />
    public static IReadOnlyCollection<(DotNetNuGetPushSettings Settings, IReadOnlyCollection<Output> Output)> DotNetNuGetPush(
        CombinatorialConfigure<DotNetNuGetPushSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet tool restore</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetToolRestore(DotNetToolRestoreSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetToolRestore(DotNetToolRestoreSettings)" />
    public static IReadOnlyCollection<Output> DotNetToolRestore(Configure<DotNetToolRestoreSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetToolRestore(DotNetToolRestoreSettings)" />
    public static IReadOnlyCollection<(DotNetToolRestoreSettings Settings, IReadOnlyCollection<Output> Output)> DotNetToolRestore(
        CombinatorialConfigure<DotNetToolRestoreSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    /// <summary>Runs <c>dotnet tool install</c>.</summary>
    public static IReadOnlyCollection<Output> DotNetToolInstall(DotNetToolInstallSettings? settings = null) => Run(settings ?? new());

    /// <inheritdoc cref="DotNetToolInstall(DotNetToolInstallSettings)" />
    public static IReadOnlyCollection<Output> DotNetToolInstall(Configure<DotNetToolInstallSettings> configurator) => Run(configurator(new()));

    /// <inheritdoc cref="DotNetToolInstall(DotNetToolInstallSettings)" />
    public static IReadOnlyCollection<(DotNetToolInstallSettings Settings, IReadOnlyCollection<Output> Output)> DotNetToolInstall(
        CombinatorialConfigure<DotNetToolInstallSettings> configurator, int degreeOfParallelism = 1, bool completeOnFailure = false) =>
        Combination.Run(configurator(new()), Run, degreeOfParallelism, completeOnFailure);

    private static IReadOnlyCollection<Output> Run(DotNetSettings settings)
    {
        if (settings is DotNetTestSettings { Platform: null } test)
            settings = test with { Platform = TestPlatformDetection.Of(test.ProcessWorkingDirectory ?? (string)RunScope.Current.RootDirectory) };
        Command command = settings.ToCommand() with { KeepsAllOutput = true };
        CommandResult result = CommandRun.ToEnd(command, settings.ProcessOutputLogging, settings.ProcessInvocationLogging);
        if (settings.ProcessExitHandling)
            CommandRun.Checked(command, result);
        return CommandRun.Whole(command, result);
    }
}
