using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of options that are MSBuild properties on the command line.</summary>
public static class DotNetPropertySetters
{
    extension<T>(T settings)
        where T : DotNetSettings, IPropertySettings
    {
        /// <summary>Sets an MSBuild property; true and false are written in lower case, null takes it away.</summary>
        public T SetProperty(string name, object? value) => settings with
        {
            Properties = value is null ? settings.Properties.Remove(name) : settings.Properties.SetItem(name, Text(value)),
        };

        /// <summary>The settings with one more property; the same as <c>SetProperty</c>.</summary>
        public T AddProperty(string name, object? value) => settings.SetProperty(name, value);

        /// <summary>The settings without a property.</summary>
        public T RemoveProperty(string name) => settings.SetProperty(name, null);

        /// <summary>The settings with <see cref="IPropertySettings.Properties"/> as given.</summary>
        public T SetProperties(IEnumerable<KeyValuePair<string, string>> values) =>
            settings with { Properties = values.ToImmutableSortedDictionary(StringComparer.Ordinal) };

        /// <summary>The settings with <see cref="IPropertySettings.Properties"/> as if never given.</summary>
        public T ResetProperties() => settings with { Properties = settings.Properties.Clear() };

        /// <summary>The settings with the MSBuild property <c>Version</c> as given.</summary>
        public T SetVersion(string? value) => settings.SetProperty("Version", value);

        /// <summary>The settings with the MSBuild property <c>VersionPrefix</c> as given.</summary>
        public T SetVersionPrefix(string? value) => settings.SetProperty("VersionPrefix", value);

        /// <summary>The settings with the MSBuild property <c>AssemblyVersion</c> as given.</summary>
        public T SetAssemblyVersion(string? value) => settings.SetProperty("AssemblyVersion", value);

        /// <summary>The settings with the MSBuild property <c>FileVersion</c> as given.</summary>
        public T SetFileVersion(string? value) => settings.SetProperty("FileVersion", value);

        /// <summary>The settings with the MSBuild property <c>InformationalVersion</c> as given.</summary>
        public T SetInformationalVersion(string? value) => settings.SetProperty("InformationalVersion", value);

        /// <summary>The settings with the MSBuild property <c>PackageVersion</c> as given.</summary>
        public T SetPackageVersion(string? value) => settings.SetProperty("PackageVersion", value);

        /// <summary>The settings with the MSBuild property <c>PackageId</c> as given.</summary>
        public T SetPackageId(string? value) => settings.SetProperty("PackageId", value);

        /// <summary>The settings with the MSBuild property <c>Authors</c> as given.</summary>
        public T SetAuthors(string? value) => settings.SetProperty("Authors", value);

        /// <summary>The settings with the MSBuild property <c>Company</c> as given.</summary>
        public T SetCompany(string? value) => settings.SetProperty("Company", value);

        /// <summary>The settings with the MSBuild property <c>Title</c> as given.</summary>
        public T SetTitle(string? value) => settings.SetProperty("Title", value);

        /// <summary>The settings with the MSBuild property <c>Description</c> as given.</summary>
        public T SetDescription(string? value) => settings.SetProperty("Description", value);

        /// <summary>The settings with the MSBuild property <c>Copyright</c> as given.</summary>
        public T SetCopyright(string? value) => settings.SetProperty("Copyright", value);

        /// <summary>The settings with the MSBuild property <c>RepositoryUrl</c> as given.</summary>
        public T SetRepositoryUrl(string? value) => settings.SetProperty("RepositoryUrl", value);

        /// <summary>The settings with the MSBuild property <c>RepositoryType</c> as given.</summary>
        public T SetRepositoryType(string? value) => settings.SetProperty("RepositoryType", value);

        /// <summary>The settings with the MSBuild property <c>RepositoryBranch</c> as given.</summary>
        public T SetRepositoryBranch(string? value) => settings.SetProperty("RepositoryBranch", value);

        /// <summary>The settings with the MSBuild property <c>PackageProjectUrl</c> as given.</summary>
        public T SetPackageProjectUrl(string? value) => settings.SetProperty("PackageProjectUrl", value);

        /// <summary>The settings with the MSBuild property <c>PackageReleaseNotes</c> as given.</summary>
        public T SetPackageReleaseNotes(string? value) => settings.SetProperty("PackageReleaseNotes", value);

        /// <summary>The settings with the MSBuild property <c>PackageTags</c> as given.</summary>
        public T SetPackageTags(string? value) => settings.SetProperty("PackageTags", value);

        /// <summary>The settings with the MSBuild property <c>SymbolPackageFormat</c> as given.</summary>
        public T SetSymbolPackageFormat(string? value) => settings.SetProperty("SymbolPackageFormat", value);

        /// <summary>The settings with the MSBuild property <c>ContinuousIntegrationBuild</c> on.</summary>
        public T EnableContinuousIntegrationBuild() => settings.SetProperty("ContinuousIntegrationBuild", true);

        /// <summary>The settings with the MSBuild property <c>ContinuousIntegrationBuild</c> as given.</summary>
        public T SetContinuousIntegrationBuild(bool? value) => settings.SetProperty("ContinuousIntegrationBuild", value);

        /// <summary>The settings with the MSBuild property <c>Deterministic</c> on.</summary>
        public T EnableDeterministic() => settings.SetProperty("Deterministic", true);

        /// <summary>The settings with the MSBuild property <c>Deterministic</c> as given.</summary>
        public T SetDeterministic(bool? value) => settings.SetProperty("Deterministic", value);

        /// <summary>The settings with the MSBuild property <c>TreatWarningsAsErrors</c> on.</summary>
        public T EnableTreatWarningsAsErrors() => settings.SetProperty("TreatWarningsAsErrors", true);

        /// <summary>The settings with the MSBuild property <c>TreatWarningsAsErrors</c> as given.</summary>
        public T SetTreatWarningsAsErrors(bool? value) => settings.SetProperty("TreatWarningsAsErrors", value);

        /// <summary>The settings with the MSBuild property <c>PublishSingleFile</c> on.</summary>
        public T EnablePublishSingleFile() => settings.SetProperty("PublishSingleFile", true);

        /// <summary>The settings with the MSBuild property <c>PublishSingleFile</c> as given.</summary>
        public T SetPublishSingleFile(bool? value) => settings.SetProperty("PublishSingleFile", value);

        /// <summary>The settings with the MSBuild property <c>PublishReadyToRun</c> on.</summary>
        public T EnablePublishReadyToRun() => settings.SetProperty("PublishReadyToRun", true);

        /// <summary>The settings with the MSBuild property <c>PublishReadyToRun</c> as given.</summary>
        public T SetPublishReadyToRun(bool? value) => settings.SetProperty("PublishReadyToRun", value);

        /// <summary>The settings with the MSBuild property <c>PublishTrimmed</c> on.</summary>
        public T EnablePublishTrimmed() => settings.SetProperty("PublishTrimmed", true);

        /// <summary>The settings with the MSBuild property <c>PublishTrimmed</c> as given.</summary>
        public T SetPublishTrimmed(bool? value) => settings.SetProperty("PublishTrimmed", value);

        /// <summary>The settings with the MSBuild property <c>GeneratePackageOnBuild</c> on.</summary>
        public T EnableGeneratePackageOnBuild() => settings.SetProperty("GeneratePackageOnBuild", true);

        /// <summary>The settings with the MSBuild property <c>GeneratePackageOnBuild</c> as given.</summary>
        public T SetGeneratePackageOnBuild(bool? value) => settings.SetProperty("GeneratePackageOnBuild", value);
    }

    private static string Text(object value) =>
        value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
