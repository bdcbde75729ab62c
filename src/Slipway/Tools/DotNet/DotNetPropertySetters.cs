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

        public T AddProperty(string name, object? value) => settings.SetProperty(name, value);

        public T RemoveProperty(string name) => settings.SetProperty(name, null);

        public T SetProperties(IEnumerable<KeyValuePair<string, string>> values) =>
            settings with { Properties = values.ToImmutableSortedDictionary(StringComparer.Ordinal) };

        public T ResetProperties() => settings with { Properties = settings.Properties.Clear() };

        public T SetVersion(string? value) => settings.SetProperty("Version", value);

        public T SetVersionPrefix(string? value) => settings.SetProperty("VersionPrefix", value);

        public T SetAssemblyVersion(string? value) => settings.SetProperty("AssemblyVersion", value);

        public T SetFileVersion(string? value) => settings.SetProperty("FileVersion", value);

        public T SetInformationalVersion(string? value) => settings.SetProperty("InformationalVersion", value);

        public T SetPackageVersion(string? value) => settings.SetProperty("PackageVersion", value);

        public T SetPackageId(string? value) => settings.SetProperty("PackageId", value);

        public T SetAuthors(string? value) => settings.SetProperty("Authors", value);

        public T SetCompany(string? value) => settings.SetProperty("Company", value);

        public T SetTitle(string? value) => settings.SetProperty("Title", value);

        public T SetDescription(string? value) => settings.SetProperty("Description", value);

        public T SetCopyright(string? value) => settings.SetProperty("Copyright", value);

        public T SetRepositoryUrl(string? value) => settings.SetProperty("RepositoryUrl", value);

        public T SetRepositoryType(string? value) => settings.SetProperty("RepositoryType", value);

        public T SetRepositoryBranch(string? value) => settings.SetProperty("RepositoryBranch", value);

        public T SetPackageProjectUrl(string? value) => settings.SetProperty("PackageProjectUrl", value);

        public T SetPackageReleaseNotes(string? value) => settings.SetProperty("PackageReleaseNotes", value);

        public T SetPackageTags(string? value) => settings.SetProperty("PackageTags", value);

        public T SetSymbolPackageFormat(string? value) => settings.SetProperty("SymbolPackageFormat", value);

        public T EnableContinuousIntegrationBuild() => settings.SetProperty("ContinuousIntegrationBuild", true);

        public T SetContinuousIntegrationBuild(bool? value) => settings.SetProperty("ContinuousIntegrationBuild", value);

        public T EnableDeterministic() => settings.SetProperty("Deterministic", true);

        public T SetDeterministic(bool? value) => settings.SetProperty("Deterministic", value);

        public T EnableTreatWarningsAsErrors() => settings.SetProperty("TreatWarningsAsErrors", true);

        public T SetTreatWarningsAsErrors(bool? value) => settings.SetProperty("TreatWarningsAsErrors", value);

        public T EnablePublishSingleFile() => settings.SetProperty("PublishSingleFile", true);

        public T SetPublishSingleFile(bool? value) => settings.SetProperty("PublishSingleFile", value);

        public T EnablePublishReadyToRun() => settings.SetProperty("PublishReadyToRun", true);

        public T SetPublishReadyToRun(bool? value) => settings.SetProperty("PublishReadyToRun", value);

        public T EnablePublishTrimmed() => settings.SetProperty("PublishTrimmed", true);

        public T SetPublishTrimmed(bool? value) => settings.SetProperty("PublishTrimmed", value);

        public T EnableGeneratePackageOnBuild() => settings.SetProperty("GeneratePackageOnBuild", true);

        public T SetGeneratePackageOnBuild(bool? value) => settings.SetProperty("GeneratePackageOnBuild", value);
    }

    private static string Text(object value) =>
        value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
