namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of the options that several sub-commands share; each returns new settings.</summary>
public static class DotNetSharedSetters
{
    extension<T>(T settings)
        where T : DotNetSettings, IProjectSettings
    {
        /// <summary>The settings with <see cref="IProjectSettings.ProjectFile"/> as given.</summary>
        public T SetProjectFile(string? value) => settings with { ProjectFile = value };

        /// <summary>The settings with <see cref="IProjectSettings.ProjectFile"/> as if never given.</summary>
        public T ResetProjectFile() => settings with { ProjectFile = null };

        /// <summary>The same as SetProjectFile: some commands of Nuke call it so.</summary>
        public T SetProject(string? value) => settings with { ProjectFile = value };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IConfigurationSettings
    {
        /// <summary>The settings with <see cref="IConfigurationSettings.Configuration"/> as given.</summary>
        public T SetConfiguration(string? value) => settings with { Configuration = value };

        /// <summary>The settings with <see cref="IConfigurationSettings.Configuration"/> as if never given.</summary>
        public T ResetConfiguration() => settings with { Configuration = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IFrameworkSettings
    {
        /// <summary>The settings with <see cref="IFrameworkSettings.Framework"/> as given.</summary>
        public T SetFramework(string? value) => settings with { Framework = value };

        /// <summary>The settings with <see cref="IFrameworkSettings.Framework"/> as if never given.</summary>
        public T ResetFramework() => settings with { Framework = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IRuntimeSettings
    {
        /// <summary>The settings with <see cref="IRuntimeSettings.Runtime"/> as given.</summary>
        public T SetRuntime(string? value) => settings with { Runtime = value };

        /// <summary>The settings with <see cref="IRuntimeSettings.Runtime"/> as if never given.</summary>
        public T ResetRuntime() => settings with { Runtime = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IRestoringSettings
    {
        /// <summary>The settings with <see cref="IRestoringSettings.NoRestore"/> as given.</summary>
        public T SetNoRestore(bool? value) => settings with { NoRestore = value };

        /// <summary>The settings with <see cref="IRestoringSettings.NoRestore"/> on.</summary>
        public T EnableNoRestore() => settings with { NoRestore = true };

        /// <summary>The settings with <see cref="IRestoringSettings.NoRestore"/> off.</summary>
        public T DisableNoRestore() => settings with { NoRestore = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IBuildingSettings
    {
        /// <summary>The settings with <see cref="IBuildingSettings.NoBuild"/> as given.</summary>
        public T SetNoBuild(bool? value) => settings with { NoBuild = value };

        /// <summary>The settings with <see cref="IBuildingSettings.NoBuild"/> on.</summary>
        public T EnableNoBuild() => settings with { NoBuild = true };

        /// <summary>The settings with <see cref="IBuildingSettings.NoBuild"/> off.</summary>
        public T DisableNoBuild() => settings with { NoBuild = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IOutputSettings
    {
        /// <summary>The settings with <see cref="IOutputSettings.Output"/> as given.</summary>
        public T SetOutput(string? value) => settings with { Output = value };

        /// <summary>The settings with <see cref="IOutputSettings.Output"/> as if never given.</summary>
        public T ResetOutput() => settings with { Output = null };

        /// <summary>The same as SetOutput: some commands of Nuke call it so.</summary>
        public T SetOutputDirectory(string? value) => settings with { Output = value };
    }

    extension<T>(T settings)
        where T : DotNetSettings, INoLogoSettings
    {
        /// <summary>The settings with <see cref="INoLogoSettings.NoLogo"/> as given.</summary>
        public T SetNoLogo(bool? value) => settings with { NoLogo = value };

        /// <summary>The settings with <see cref="INoLogoSettings.NoLogo"/> on.</summary>
        public T EnableNoLogo() => settings with { NoLogo = true };

        /// <summary>The settings with <see cref="INoLogoSettings.NoLogo"/> off.</summary>
        public T DisableNoLogo() => settings with { NoLogo = false };
    }

    extension<T>(T settings)
        where T : DotNetSettings, IVerbositySettings
    {
        /// <summary>The settings with <see cref="IVerbositySettings.Verbosity"/> as given.</summary>
        public T SetVerbosity(string? value) => settings with { Verbosity = value };

        /// <summary>The settings with <see cref="IVerbositySettings.Verbosity"/> as if never given.</summary>
        public T ResetVerbosity() => settings with { Verbosity = null };
    }

    extension<T>(T settings)
        where T : DotNetSettings, ISourcesSettings
    {
        /// <summary>The settings with <see cref="ISourcesSettings.Sources"/> as given.</summary>
        public T SetSources(params string[] values) => settings with { Sources = [.. values] };

        /// <summary>The settings with more in <see cref="ISourcesSettings.Sources"/>.</summary>
        public T AddSources(params string[] values) => settings with { Sources = settings.Sources.AddRange(values) };
    }
}
