using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Settings that work on one project or solution.</summary>
public interface IProjectSettings
{
    /// <summary>Project, solution or folder; null is whatever lies in the working folder.</summary>
    string? ProjectFile { get; init; }
}

/// <summary>Settings with a build configuration (Debug, Release).</summary>
public interface IConfigurationSettings
{
    string? Configuration { get; init; }
}

/// <summary>Settings with a target framework.</summary>
public interface IFrameworkSettings
{
    string? Framework { get; init; }
}

/// <summary>Settings with a runtime identifier.</summary>
public interface IRuntimeSettings
{
    string? Runtime { get; init; }
}

/// <summary>Settings that restore first unless told not to.</summary>
public interface IRestoringSettings
{
    bool? NoRestore { get; init; }
}

/// <summary>Settings that build first unless told not to.</summary>
public interface IBuildingSettings
{
    bool? NoBuild { get; init; }
}

/// <summary>Settings with a folder for what is made.</summary>
public interface IOutputSettings
{
    string? Output { get; init; }
}

/// <summary>Settings with MSBuild properties.</summary>
public interface IPropertySettings
{
    /// <summary>Passed as -p:name=value in the order of names; special characters are escaped.</summary>
    ImmutableSortedDictionary<string, string> Properties { get; init; }
}

/// <summary>Settings with a verbosity (quiet, minimal, normal, detailed, diagnostic).</summary>
public interface IVerbositySettings
{
    string? Verbosity { get; init; }
}

/// <summary>Settings with package sources.</summary>
public interface ISourcesSettings
{
    ImmutableArray<string> Sources { get; init; }
}

/// <summary>Settings of commands that greet with a banner.</summary>
public interface INoLogoSettings
{
    bool? NoLogo { get; init; }
}
