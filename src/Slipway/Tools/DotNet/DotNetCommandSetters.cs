using System.Diagnostics.CodeAnalysis;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options only one of test, run, nuget push and the tool commands has.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The rule takes extension blocks for members of one name.")]
public static class DotNetCommandSetters
{
    extension(DotNetTestSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetTestSettings.Platform"/> as given.</summary>
        public DotNetTestSettings SetPlatform(TestPlatform? value) => settings with { Platform = value };

        /// <summary>The settings with <see cref="DotNetTestSettings.Filter"/> as given.</summary>
        public DotNetTestSettings SetFilter(string? value) => settings with { Filter = value };

        /// <summary>The settings with <see cref="DotNetTestSettings.ResultsDirectory"/> as given.</summary>
        public DotNetTestSettings SetResultsDirectory(string? value) => settings with { ResultsDirectory = value };

        /// <summary>The settings with <see cref="DotNetTestSettings.SettingsFile"/> as given.</summary>
        public DotNetTestSettings SetSettingsFile(string? value) => settings with { SettingsFile = value };

        /// <summary>The settings with <see cref="DotNetTestSettings.BlameMode"/> as given.</summary>
        public DotNetTestSettings SetBlameMode(bool? value) => settings with { BlameMode = value };

        /// <summary>The settings with <see cref="DotNetTestSettings.BlameMode"/> on.</summary>
        public DotNetTestSettings EnableBlameMode() => settings with { BlameMode = true };

        /// <summary>The settings with <see cref="DotNetTestSettings.BlameMode"/> off.</summary>
        public DotNetTestSettings DisableBlameMode() => settings with { BlameMode = false };

        /// <summary>The settings with <see cref="DotNetTestSettings.Loggers"/> as given.</summary>
        public DotNetTestSettings SetLoggers(params string[] values) => settings with { Loggers = [.. values] };

        /// <summary>The settings with more in <see cref="DotNetTestSettings.Loggers"/>.</summary>
        public DotNetTestSettings AddLoggers(params string[] values) => settings with { Loggers = settings.Loggers.AddRange(values) };

        /// <summary>The settings with <see cref="DotNetTestSettings.Loggers"/> as if never given.</summary>
        public DotNetTestSettings ResetLoggers() => settings with { Loggers = [] };

        /// <summary>The settings with <see cref="DotNetTestSettings.DataCollectors"/> as given.</summary>
        public DotNetTestSettings SetDataCollector(string? value) => settings with { DataCollectors = value is null ? [] : [value] };

        /// <summary>The settings with more in <see cref="DotNetTestSettings.DataCollectors"/>.</summary>
        public DotNetTestSettings AddDataCollector(string value) => settings with { DataCollectors = settings.DataCollectors.Add(value) };
    }

    extension(DotNetRunSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetRunSettings.LaunchProfile"/> as given.</summary>
        public DotNetRunSettings SetLaunchProfile(string? value) => settings with { LaunchProfile = value };

        /// <summary>The settings with <see cref="DotNetRunSettings.NoLaunchProfile"/> as given.</summary>
        public DotNetRunSettings SetNoLaunchProfile(bool? value) => settings with { NoLaunchProfile = value };

        /// <summary>The settings with <see cref="DotNetRunSettings.NoLaunchProfile"/> on.</summary>
        public DotNetRunSettings EnableNoLaunchProfile() => settings with { NoLaunchProfile = true };

        /// <summary>The settings with <see cref="DotNetRunSettings.NoLaunchProfile"/> off.</summary>
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
        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.TargetPath"/> as given.</summary>
        public DotNetNuGetPushSettings SetTargetPath(string? value) => settings with { TargetPath = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.Source"/> as given.</summary>
        public DotNetNuGetPushSettings SetSource(string? value) => settings with { Source = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.ApiKey"/> as given.</summary>
        public DotNetNuGetPushSettings SetApiKey(string? value) => settings with { ApiKey = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.SymbolSource"/> as given.</summary>
        public DotNetNuGetPushSettings SetSymbolSource(string? value) => settings with { SymbolSource = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.SymbolApiKey"/> as given.</summary>
        public DotNetNuGetPushSettings SetSymbolApiKey(string? value) => settings with { SymbolApiKey = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.ConfigFile"/> as given.</summary>
        public DotNetNuGetPushSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.Timeout"/> as given.</summary>
        public DotNetNuGetPushSettings SetTimeout(int? value) => settings with { Timeout = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.SkipDuplicate"/> as given.</summary>
        public DotNetNuGetPushSettings SetSkipDuplicate(bool? value) => settings with { SkipDuplicate = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.SkipDuplicate"/> on.</summary>
        public DotNetNuGetPushSettings EnableSkipDuplicate() => settings with { SkipDuplicate = true };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.SkipDuplicate"/> off.</summary>
        public DotNetNuGetPushSettings DisableSkipDuplicate() => settings with { SkipDuplicate = false };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoSymbols"/> as given.</summary>
        public DotNetNuGetPushSettings SetNoSymbols(bool? value) => settings with { NoSymbols = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoSymbols"/> on.</summary>
        public DotNetNuGetPushSettings EnableNoSymbols() => settings with { NoSymbols = true };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoSymbols"/> off.</summary>
        public DotNetNuGetPushSettings DisableNoSymbols() => settings with { NoSymbols = false };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoServiceEndpoint"/> as given.</summary>
        public DotNetNuGetPushSettings SetNoServiceEndpoint(bool? value) => settings with { NoServiceEndpoint = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoServiceEndpoint"/> on.</summary>
        public DotNetNuGetPushSettings EnableNoServiceEndpoint() => settings with { NoServiceEndpoint = true };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.NoServiceEndpoint"/> off.</summary>
        public DotNetNuGetPushSettings DisableNoServiceEndpoint() => settings with { NoServiceEndpoint = false };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.DisableBuffering"/> as given.</summary>
        public DotNetNuGetPushSettings SetDisableBuffering(bool? value) => settings with { DisableBuffering = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.DisableBuffering"/> on.</summary>
        public DotNetNuGetPushSettings EnableDisableBuffering() => settings with { DisableBuffering = true };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.DisableBuffering"/> off.</summary>
        public DotNetNuGetPushSettings DisableDisableBuffering() => settings with { DisableBuffering = false };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.ForceEnglishOutput"/> as given.</summary>
        public DotNetNuGetPushSettings SetForceEnglishOutput(bool? value) => settings with { ForceEnglishOutput = value };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.ForceEnglishOutput"/> on.</summary>
        public DotNetNuGetPushSettings EnableForceEnglishOutput() => settings with { ForceEnglishOutput = true };

        /// <summary>The settings with <see cref="DotNetNuGetPushSettings.ForceEnglishOutput"/> off.</summary>
        public DotNetNuGetPushSettings DisableForceEnglishOutput() => settings with { ForceEnglishOutput = false };
    }

    extension(DotNetToolRestoreSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.ConfigFile"/> as given.</summary>
        public DotNetToolRestoreSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.ToolManifest"/> as given.</summary>
        public DotNetToolRestoreSettings SetToolManifest(string? value) => settings with { ToolManifest = value };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.NoCache"/> as given.</summary>
        public DotNetToolRestoreSettings SetNoCache(bool? value) => settings with { NoCache = value };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.NoCache"/> on.</summary>
        public DotNetToolRestoreSettings EnableNoCache() => settings with { NoCache = true };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.NoCache"/> off.</summary>
        public DotNetToolRestoreSettings DisableNoCache() => settings with { NoCache = false };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.IgnoreFailedSources"/> as given.</summary>
        public DotNetToolRestoreSettings SetIgnoreFailedSources(bool? value) => settings with { IgnoreFailedSources = value };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.IgnoreFailedSources"/> on.</summary>
        public DotNetToolRestoreSettings EnableIgnoreFailedSources() => settings with { IgnoreFailedSources = true };

        /// <summary>The settings with <see cref="DotNetToolRestoreSettings.IgnoreFailedSources"/> off.</summary>
        public DotNetToolRestoreSettings DisableIgnoreFailedSources() => settings with { IgnoreFailedSources = false };
    }

    extension(DotNetToolInstallSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetToolInstallSettings.PackageName"/> as given.</summary>
        public DotNetToolInstallSettings SetPackageName(string value) => settings with { PackageName = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.Version"/> as given.</summary>
        public DotNetToolInstallSettings SetVersion(string? value) => settings with { Version = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.ConfigFile"/> as given.</summary>
        public DotNetToolInstallSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.ToolInstallationPath"/> as given.</summary>
        public DotNetToolInstallSettings SetToolInstallationPath(string? value) => settings with { ToolInstallationPath = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.Global"/> as given.</summary>
        public DotNetToolInstallSettings SetGlobal(bool? value) => settings with { Global = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.Global"/> on.</summary>
        public DotNetToolInstallSettings EnableGlobal() => settings with { Global = true };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.Global"/> off.</summary>
        public DotNetToolInstallSettings DisableGlobal() => settings with { Global = false };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.NoCache"/> as given.</summary>
        public DotNetToolInstallSettings SetNoCache(bool? value) => settings with { NoCache = value };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.NoCache"/> on.</summary>
        public DotNetToolInstallSettings EnableNoCache() => settings with { NoCache = true };

        /// <summary>The settings with <see cref="DotNetToolInstallSettings.NoCache"/> off.</summary>
        public DotNetToolInstallSettings DisableNoCache() => settings with { NoCache = false };
    }
}
