namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options that several sub-commands share; each returns new settings.</summary>
public static class DotNetSharedSetters
{
    extension<T>(T settings)
        where T : DotNetSettings, IProjectSettings
    {
        public T SetProjectFile(string? value) => settings with { ProjectFile = value };

        public T ResetProjectFile() => settings with { ProjectFile = null };

        /// <summary>The same as SetProjectFile: some commands of Nuke call it so.</summary>
        public T SetProject(string? value) => settings with { ProjectFile = value };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IConfigurationSettings
    {
        public T SetConfiguration(string? value) => settings with { Configuration = value };

        public T ResetConfiguration() => settings with { Configuration = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IFrameworkSettings
    {
        public T SetFramework(string? value) => settings with { Framework = value };

        public T ResetFramework() => settings with { Framework = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IRuntimeSettings
    {
        public T SetRuntime(string? value) => settings with { Runtime = value };

        public T ResetRuntime() => settings with { Runtime = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IRestoringSettings
    {
        public T SetNoRestore(bool? value) => settings with { NoRestore = value };

        public T EnableNoRestore() => settings with { NoRestore = true };

        public T DisableNoRestore() => settings with { NoRestore = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IBuildingSettings
    {
        public T SetNoBuild(bool? value) => settings with { NoBuild = value };

        public T EnableNoBuild() => settings with { NoBuild = true };

        public T DisableNoBuild() => settings with { NoBuild = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IOutputSettings
    {
        public T SetOutput(string? value) => settings with { Output = value };

        public T ResetOutput() => settings with { Output = null };

        /// <summary>The same as SetOutput: some commands of Nuke call it so.</summary>
        public T SetOutputDirectory(string? value) => settings with { Output = value };
    }

    extension<T>(T settings)
        where T : DotNetSettings, INoLogoSettings
    {
        public T SetNoLogo(bool? value) => settings with { NoLogo = value };

        public T EnableNoLogo() => settings with { NoLogo = true };

        public T DisableNoLogo() => settings with { NoLogo = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IVerbositySettings
    {
        public T SetVerbosity(string? value) => settings with { Verbosity = value };

        public T ResetVerbosity() => settings with { Verbosity = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, ISourcesSettings
    {
        public T SetSources(params string[] values) => settings with { Sources = [.. values] };

        public T AddSources(params string[] values) => settings with { Sources = settings.Sources.AddRange(values) };
    }
}
