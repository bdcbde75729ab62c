using System.Diagnostics.CodeAnalysis;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options only one of restore, build, pack and publish has.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The rule takes extension blocks for members of one name.")]
public static class DotNetBuildSetters
{
    extension(DotNetRestoreSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetRestoreSettings.ConfigFile"/> as given.</summary>
        public DotNetRestoreSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.PackageDirectory"/> as given.</summary>
        public DotNetRestoreSettings SetPackageDirectory(string? value) => settings with { PackageDirectory = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.LockedMode"/> as given.</summary>
        public DotNetRestoreSettings SetLockedMode(bool? value) => settings with { LockedMode = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.LockedMode"/> on.</summary>
        public DotNetRestoreSettings EnableLockedMode() => settings with { LockedMode = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.LockedMode"/> off.</summary>
        public DotNetRestoreSettings DisableLockedMode() => settings with { LockedMode = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.UseLockFile"/> as given.</summary>
        public DotNetRestoreSettings SetUseLockFile(bool? value) => settings with { UseLockFile = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.UseLockFile"/> on.</summary>
        public DotNetRestoreSettings EnableUseLockFile() => settings with { UseLockFile = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.UseLockFile"/> off.</summary>
        public DotNetRestoreSettings DisableUseLockFile() => settings with { UseLockFile = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.ForceEvaluate"/> as given.</summary>
        public DotNetRestoreSettings SetForceEvaluate(bool? value) => settings with { ForceEvaluate = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.ForceEvaluate"/> on.</summary>
        public DotNetRestoreSettings EnableForceEvaluate() => settings with { ForceEvaluate = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.ForceEvaluate"/> off.</summary>
        public DotNetRestoreSettings DisableForceEvaluate() => settings with { ForceEvaluate = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.NoCache"/> as given.</summary>
        public DotNetRestoreSettings SetNoCache(bool? value) => settings with { NoCache = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.NoCache"/> on.</summary>
        public DotNetRestoreSettings EnableNoCache() => settings with { NoCache = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.NoCache"/> off.</summary>
        public DotNetRestoreSettings DisableNoCache() => settings with { NoCache = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.Force"/> as given.</summary>
        public DotNetRestoreSettings SetForce(bool? value) => settings with { Force = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.Force"/> on.</summary>
        public DotNetRestoreSettings EnableForce() => settings with { Force = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.Force"/> off.</summary>
        public DotNetRestoreSettings DisableForce() => settings with { Force = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.DisableParallel"/> as given.</summary>
        public DotNetRestoreSettings SetDisableParallel(bool? value) => settings with { DisableParallel = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.DisableParallel"/> on.</summary>
        public DotNetRestoreSettings EnableDisableParallel() => settings with { DisableParallel = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.DisableParallel"/> off.</summary>
        public DotNetRestoreSettings DisableDisableParallel() => settings with { DisableParallel = false };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.IgnoreFailedSources"/> as given.</summary>
        public DotNetRestoreSettings SetIgnoreFailedSources(bool? value) => settings with { IgnoreFailedSources = value };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.IgnoreFailedSources"/> on.</summary>
        public DotNetRestoreSettings EnableIgnoreFailedSources() => settings with { IgnoreFailedSources = true };

        /// <summary>The settings with <see cref="DotNetRestoreSettings.IgnoreFailedSources"/> off.</summary>
        public DotNetRestoreSettings DisableIgnoreFailedSources() => settings with { IgnoreFailedSources = false };
    }

    extension(DotNetBuildSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetBuildSettings.VersionSuffix"/> as given.</summary>
        public DotNetBuildSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoDependencies"/> as given.</summary>
        public DotNetBuildSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoDependencies"/> on.</summary>
        public DotNetBuildSettings EnableNoDependencies() => settings with { NoDependencies = true };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoDependencies"/> off.</summary>
        public DotNetBuildSettings DisableNoDependencies() => settings with { NoDependencies = false };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoIncremental"/> as given.</summary>
        public DotNetBuildSettings SetNoIncremental(bool? value) => settings with { NoIncremental = value };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoIncremental"/> on.</summary>
        public DotNetBuildSettings EnableNoIncremental() => settings with { NoIncremental = true };

        /// <summary>The settings with <see cref="DotNetBuildSettings.NoIncremental"/> off.</summary>
        public DotNetBuildSettings DisableNoIncremental() => settings with { NoIncremental = false };

        /// <summary>The settings with <see cref="DotNetBuildSettings.Force"/> as given.</summary>
        public DotNetBuildSettings SetForce(bool? value) => settings with { Force = value };

        /// <summary>The settings with <see cref="DotNetBuildSettings.Force"/> on.</summary>
        public DotNetBuildSettings EnableForce() => settings with { Force = true };

        /// <summary>The settings with <see cref="DotNetBuildSettings.Force"/> off.</summary>
        public DotNetBuildSettings DisableForce() => settings with { Force = false };

        /// <summary>The settings with <see cref="DotNetBuildSettings.SelfContained"/> as given.</summary>
        public DotNetBuildSettings SetSelfContained(bool? value) => settings with { SelfContained = value };

        /// <summary>The settings with <see cref="DotNetBuildSettings.SelfContained"/> on.</summary>
        public DotNetBuildSettings EnableSelfContained() => settings with { SelfContained = true };

        /// <summary>The settings with <see cref="DotNetBuildSettings.SelfContained"/> off.</summary>
        public DotNetBuildSettings DisableSelfContained() => settings with { SelfContained = false };
    }

    extension(DotNetPackSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetPackSettings.VersionSuffix"/> as given.</summary>
        public DotNetPackSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSymbols"/> as given.</summary>
        public DotNetPackSettings SetIncludeSymbols(bool? value) => settings with { IncludeSymbols = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSymbols"/> on.</summary>
        public DotNetPackSettings EnableIncludeSymbols() => settings with { IncludeSymbols = true };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSymbols"/> off.</summary>
        public DotNetPackSettings DisableIncludeSymbols() => settings with { IncludeSymbols = false };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSource"/> as given.</summary>
        public DotNetPackSettings SetIncludeSource(bool? value) => settings with { IncludeSource = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSource"/> on.</summary>
        public DotNetPackSettings EnableIncludeSource() => settings with { IncludeSource = true };

        /// <summary>The settings with <see cref="DotNetPackSettings.IncludeSource"/> off.</summary>
        public DotNetPackSettings DisableIncludeSource() => settings with { IncludeSource = false };

        /// <summary>The settings with <see cref="DotNetPackSettings.NoDependencies"/> as given.</summary>
        public DotNetPackSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.NoDependencies"/> on.</summary>
        public DotNetPackSettings EnableNoDependencies() => settings with { NoDependencies = true };

        /// <summary>The settings with <see cref="DotNetPackSettings.NoDependencies"/> off.</summary>
        public DotNetPackSettings DisableNoDependencies() => settings with { NoDependencies = false };

        /// <summary>The settings with <see cref="DotNetPackSettings.Force"/> as given.</summary>
        public DotNetPackSettings SetForce(bool? value) => settings with { Force = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.Force"/> on.</summary>
        public DotNetPackSettings EnableForce() => settings with { Force = true };

        /// <summary>The settings with <see cref="DotNetPackSettings.Force"/> off.</summary>
        public DotNetPackSettings DisableForce() => settings with { Force = false };

        /// <summary>The settings with <see cref="DotNetPackSettings.Serviceable"/> as given.</summary>
        public DotNetPackSettings SetServiceable(bool? value) => settings with { Serviceable = value };

        /// <summary>The settings with <see cref="DotNetPackSettings.Serviceable"/> on.</summary>
        public DotNetPackSettings EnableServiceable() => settings with { Serviceable = true };

        /// <summary>The settings with <see cref="DotNetPackSettings.Serviceable"/> off.</summary>
        public DotNetPackSettings DisableServiceable() => settings with { Serviceable = false };
    }

    extension(DotNetPublishSettings settings)
    {
        /// <summary>The settings with <see cref="DotNetPublishSettings.VersionSuffix"/> as given.</summary>
        public DotNetPublishSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        /// <summary>The settings with <see cref="DotNetPublishSettings.Manifest"/> as given.</summary>
        public DotNetPublishSettings SetManifest(string? value) => settings with { Manifest = value };

        /// <summary>The settings with <see cref="DotNetPublishSettings.SelfContained"/> as given.</summary>
        public DotNetPublishSettings SetSelfContained(bool? value) => settings with { SelfContained = value };

        /// <summary>The settings with <see cref="DotNetPublishSettings.SelfContained"/> on.</summary>
        public DotNetPublishSettings EnableSelfContained() => settings with { SelfContained = true };

        /// <summary>The settings with <see cref="DotNetPublishSettings.SelfContained"/> off.</summary>
        public DotNetPublishSettings DisableSelfContained() => settings with { SelfContained = false };

        /// <summary>The settings with <see cref="DotNetPublishSettings.NoDependencies"/> as given.</summary>
        public DotNetPublishSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        /// <summary>The settings with <see cref="DotNetPublishSettings.NoDependencies"/> on.</summary>
        public DotNetPublishSettings EnableNoDependencies() => settings with { NoDependencies = true };

        /// <summary>The settings with <see cref="DotNetPublishSettings.NoDependencies"/> off.</summary>
        public DotNetPublishSettings DisableNoDependencies() => settings with { NoDependencies = false };

        /// <summary>The settings with <see cref="DotNetPublishSettings.Force"/> as given.</summary>
        public DotNetPublishSettings SetForce(bool? value) => settings with { Force = value };

        /// <summary>The settings with <see cref="DotNetPublishSettings.Force"/> on.</summary>
        public DotNetPublishSettings EnableForce() => settings with { Force = true };

        /// <summary>The settings with <see cref="DotNetPublishSettings.Force"/> off.</summary>
        public DotNetPublishSettings DisableForce() => settings with { Force = false };
    }
}
