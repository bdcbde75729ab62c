using System.Diagnostics.CodeAnalysis;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options only one of test, run, nuget push and the tool commands has.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The rule takes extension blocks for members of one name.")]
public static class DotNetCommandSetters
{
    extension(DotNetTestSettings settings)
    {
        public DotNetTestSettings SetPlatform(TestPlatform? value) => settings with { Platform = value };

        public DotNetTestSettings SetFilter(string? value) => settings with { Filter = value };

        public DotNetTestSettings SetResultsDirectory(string? value) => settings with { ResultsDirectory = value };

        public DotNetTestSettings SetSettingsFile(string? value) => settings with { SettingsFile = value };

        public DotNetTestSettings SetBlameMode(bool? value) => settings with { BlameMode = value };

        public DotNetTestSettings EnableBlameMode() => settings with { BlameMode = true };

        public DotNetTestSettings DisableBlameMode() => settings with { BlameMode = false };

        public DotNetTestSettings SetLoggers(params string[] values) => settings with { Loggers = [.. values] };

        public DotNetTestSettings AddLoggers(params string[] values) => settings with { Loggers = settings.Loggers.AddRange(values) };

        public DotNetTestSettings ResetLoggers() => settings with { Loggers = [] };

        public DotNetTestSettings SetDataCollector(string? value) => settings with { DataCollectors = value is null ? [] : [value] };

        public DotNetTestSettings AddDataCollector(string value) => settings with { DataCollectors = settings.DataCollectors.Add(value) };
    }

    extension(DotNetRunSettings settings)
    {
        public DotNetRunSettings SetLaunchProfile(string? value) => settings with { LaunchProfile = value };

        public DotNetRunSettings SetNoLaunchProfile(bool? value) => settings with { NoLaunchProfile = value };

        public DotNetRunSettings EnableNoLaunchProfile() => settings with { NoLaunchProfile = true };

        public DotNetRunSettings DisableNoLaunchProfile() => settings with { NoLaunchProfile = false };

        /// <summary>Arguments of the program, as words parted by blanks; interpolated values stay whole.</summary>
        public DotNetRunSettings SetApplicationArguments(ArgumentStringHandler arguments) => settings with
        {
            ApplicationArguments = arguments.Words,
            ProcessRedactedSecrets = settings.ProcessRedactedSecrets.AddRange(arguments.Secrets),
        };
    }

    extension(DotNetNuGetPushSettings settings)
    {
        public DotNetNuGetPushSettings SetTargetPath(string? value) => settings with { TargetPath = value };

        public DotNetNuGetPushSettings SetSource(string? value) => settings with { Source = value };

        public DotNetNuGetPushSettings SetApiKey(string? value) => settings with { ApiKey = value };

        public DotNetNuGetPushSettings SetSymbolSource(string? value) => settings with { SymbolSource = value };

        public DotNetNuGetPushSettings SetSymbolApiKey(string? value) => settings with { SymbolApiKey = value };

        public DotNetNuGetPushSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        public DotNetNuGetPushSettings SetTimeout(int? value) => settings with { Timeout = value };

        public DotNetNuGetPushSettings SetSkipDuplicate(bool? value) => settings with { SkipDuplicate = value };

        public DotNetNuGetPushSettings EnableSkipDuplicate() => settings with { SkipDuplicate = true };

        public DotNetNuGetPushSettings DisableSkipDuplicate() => settings with { SkipDuplicate = false };

        public DotNetNuGetPushSettings SetNoSymbols(bool? value) => settings with { NoSymbols = value };

        public DotNetNuGetPushSettings EnableNoSymbols() => settings with { NoSymbols = true };

        public DotNetNuGetPushSettings DisableNoSymbols() => settings with { NoSymbols = false };

        public DotNetNuGetPushSettings SetNoServiceEndpoint(bool? value) => settings with { NoServiceEndpoint = value };

        public DotNetNuGetPushSettings EnableNoServiceEndpoint() => settings with { NoServiceEndpoint = true };

        public DotNetNuGetPushSettings DisableNoServiceEndpoint() => settings with { NoServiceEndpoint = false };

        public DotNetNuGetPushSettings SetDisableBuffering(bool? value) => settings with { DisableBuffering = value };

        public DotNetNuGetPushSettings EnableDisableBuffering() => settings with { DisableBuffering = true };

        public DotNetNuGetPushSettings DisableDisableBuffering() => settings with { DisableBuffering = false };

        public DotNetNuGetPushSettings SetForceEnglishOutput(bool? value) => settings with { ForceEnglishOutput = value };

        public DotNetNuGetPushSettings EnableForceEnglishOutput() => settings with { ForceEnglishOutput = true };

        public DotNetNuGetPushSettings DisableForceEnglishOutput() => settings with { ForceEnglishOutput = false };
    }

    extension(DotNetToolRestoreSettings settings)
    {
        public DotNetToolRestoreSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        public DotNetToolRestoreSettings SetToolManifest(string? value) => settings with { ToolManifest = value };

        public DotNetToolRestoreSettings SetNoCache(bool? value) => settings with { NoCache = value };

        public DotNetToolRestoreSettings EnableNoCache() => settings with { NoCache = true };

        public DotNetToolRestoreSettings DisableNoCache() => settings with { NoCache = false };

        public DotNetToolRestoreSettings SetIgnoreFailedSources(bool? value) => settings with { IgnoreFailedSources = value };

        public DotNetToolRestoreSettings EnableIgnoreFailedSources() => settings with { IgnoreFailedSources = true };

        public DotNetToolRestoreSettings DisableIgnoreFailedSources() => settings with { IgnoreFailedSources = false };
    }

    extension(DotNetToolInstallSettings settings)
    {
        public DotNetToolInstallSettings SetPackageName(string value) => settings with { PackageName = value };

        public DotNetToolInstallSettings SetVersion(string? value) => settings with { Version = value };

        public DotNetToolInstallSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        public DotNetToolInstallSettings SetToolInstallationPath(string? value) => settings with { ToolInstallationPath = value };

        public DotNetToolInstallSettings SetGlobal(bool? value) => settings with { Global = value };

        public DotNetToolInstallSettings EnableGlobal() => settings with { Global = true };

        public DotNetToolInstallSettings DisableGlobal() => settings with { Global = false };

        public DotNetToolInstallSettings SetNoCache(bool? value) => settings with { NoCache = value };

        public DotNetToolInstallSettings EnableNoCache() => settings with { NoCache = true };

        public DotNetToolInstallSettings DisableNoCache() => settings with { NoCache = false };
    }
}
