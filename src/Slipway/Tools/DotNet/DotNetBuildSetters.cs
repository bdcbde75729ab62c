using System.Diagnostics.CodeAnalysis;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options only one of restore, build, pack and publish has.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The rule takes extension blocks for members of one name.")]
public static class DotNetBuildSetters
{
    extension(DotNetRestoreSettings settings)
    {
        public DotNetRestoreSettings SetConfigFile(string? value) => settings with { ConfigFile = value };

        public DotNetRestoreSettings SetPackageDirectory(string? value) => settings with { PackageDirectory = value };

        public DotNetRestoreSettings SetLockedMode(bool? value) => settings with { LockedMode = value };

        public DotNetRestoreSettings EnableLockedMode() => settings with { LockedMode = true };

        public DotNetRestoreSettings DisableLockedMode() => settings with { LockedMode = false };

        public DotNetRestoreSettings SetUseLockFile(bool? value) => settings with { UseLockFile = value };

        public DotNetRestoreSettings EnableUseLockFile() => settings with { UseLockFile = true };

        public DotNetRestoreSettings DisableUseLockFile() => settings with { UseLockFile = false };

        public DotNetRestoreSettings SetForceEvaluate(bool? value) => settings with { ForceEvaluate = value };

        public DotNetRestoreSettings EnableForceEvaluate() => settings with { ForceEvaluate = true };

        public DotNetRestoreSettings DisableForceEvaluate() => settings with { ForceEvaluate = false };

        public DotNetRestoreSettings SetNoCache(bool? value) => settings with { NoCache = value };

        public DotNetRestoreSettings EnableNoCache() => settings with { NoCache = true };

        public DotNetRestoreSettings DisableNoCache() => settings with { NoCache = false };

        public DotNetRestoreSettings SetForce(bool? value) => settings with { Force = value };

        public DotNetRestoreSettings EnableForce() => settings with { Force = true };

        public DotNetRestoreSettings DisableForce() => settings with { Force = false };

        public DotNetRestoreSettings SetDisableParallel(bool? value) => settings with { DisableParallel = value };

        public DotNetRestoreSettings EnableDisableParallel() => settings with { DisableParallel = true };

        public DotNetRestoreSettings DisableDisableParallel() => settings with { DisableParallel = false };

        public DotNetRestoreSettings SetIgnoreFailedSources(bool? value) => settings with { IgnoreFailedSources = value };

        public DotNetRestoreSettings EnableIgnoreFailedSources() => settings with { IgnoreFailedSources = true };

        public DotNetRestoreSettings DisableIgnoreFailedSources() => settings with { IgnoreFailedSources = false };
    }

    extension(DotNetBuildSettings settings)
    {
        public DotNetBuildSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        public DotNetBuildSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        public DotNetBuildSettings EnableNoDependencies() => settings with { NoDependencies = true };

        public DotNetBuildSettings DisableNoDependencies() => settings with { NoDependencies = false };

        public DotNetBuildSettings SetNoIncremental(bool? value) => settings with { NoIncremental = value };

        public DotNetBuildSettings EnableNoIncremental() => settings with { NoIncremental = true };

        public DotNetBuildSettings DisableNoIncremental() => settings with { NoIncremental = false };

        public DotNetBuildSettings SetForce(bool? value) => settings with { Force = value };

        public DotNetBuildSettings EnableForce() => settings with { Force = true };

        public DotNetBuildSettings DisableForce() => settings with { Force = false };

        public DotNetBuildSettings SetSelfContained(bool? value) => settings with { SelfContained = value };

        public DotNetBuildSettings EnableSelfContained() => settings with { SelfContained = true };

        public DotNetBuildSettings DisableSelfContained() => settings with { SelfContained = false };
    }

    extension(DotNetPackSettings settings)
    {
        public DotNetPackSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        public DotNetPackSettings SetIncludeSymbols(bool? value) => settings with { IncludeSymbols = value };

        public DotNetPackSettings EnableIncludeSymbols() => settings with { IncludeSymbols = true };

        public DotNetPackSettings DisableIncludeSymbols() => settings with { IncludeSymbols = false };

        public DotNetPackSettings SetIncludeSource(bool? value) => settings with { IncludeSource = value };

        public DotNetPackSettings EnableIncludeSource() => settings with { IncludeSource = true };

        public DotNetPackSettings DisableIncludeSource() => settings with { IncludeSource = false };

        public DotNetPackSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        public DotNetPackSettings EnableNoDependencies() => settings with { NoDependencies = true };

        public DotNetPackSettings DisableNoDependencies() => settings with { NoDependencies = false };

        public DotNetPackSettings SetForce(bool? value) => settings with { Force = value };

        public DotNetPackSettings EnableForce() => settings with { Force = true };

        public DotNetPackSettings DisableForce() => settings with { Force = false };

        public DotNetPackSettings SetServiceable(bool? value) => settings with { Serviceable = value };

        public DotNetPackSettings EnableServiceable() => settings with { Serviceable = true };

        public DotNetPackSettings DisableServiceable() => settings with { Serviceable = false };
    }

    extension(DotNetPublishSettings settings)
    {
        public DotNetPublishSettings SetVersionSuffix(string? value) => settings with { VersionSuffix = value };

        public DotNetPublishSettings SetManifest(string? value) => settings with { Manifest = value };

        public DotNetPublishSettings SetSelfContained(bool? value) => settings with { SelfContained = value };

        public DotNetPublishSettings EnableSelfContained() => settings with { SelfContained = true };

        public DotNetPublishSettings DisableSelfContained() => settings with { SelfContained = false };

        public DotNetPublishSettings SetNoDependencies(bool? value) => settings with { NoDependencies = value };

        public DotNetPublishSettings EnableNoDependencies() => settings with { NoDependencies = true };

        public DotNetPublishSettings DisableNoDependencies() => settings with { NoDependencies = false };

        public DotNetPublishSettings SetForce(bool? value) => settings with { Force = value };

        public DotNetPublishSettings EnableForce() => settings with { Force = true };

        public DotNetPublishSettings DisableForce() => settings with { Force = false };
    }
}
