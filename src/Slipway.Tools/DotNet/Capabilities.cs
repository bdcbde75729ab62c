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
    /// <summary>Configuration to build: <c>Release</c>; null is the project's own default, <c>Debug</c>.</summary>
    string? Configuration { get; init; }
}

/// <summary>Settings with a target framework.</summary>
public interface IFrameworkSettings
{
    /// <summary>Target framework: <c>net10.0</c>; null is every framework of the project, or its only one.</summary>
    string? Framework { get; init; }
}

/// <summary>Settings with a runtime identifier.</summary>
public interface IRuntimeSettings
{
    /// <summary>Runtime identifier: <c>linux-x64</c>; null builds for no platform in particular.</summary>
    string? Runtime { get; init; }
}

/// <summary>Settings that restore first unless told not to.</summary>
public interface IRestoringSettings
{
    /// <summary>Does not restore first: what is needed was restored before.</summary>
    bool? NoRestore { get; init; }
}

/// <summary>Settings that build first unless told not to.</summary>
public interface IBuildingSettings
{
    /// <summary>Does not build first: what is needed was built before.</summary>
    bool? NoBuild { get; init; }
}

/// <summary>Settings with a folder for what is made.</summary>
public interface IOutputSettings
{
    /// <summary>Folder for what is made; null is the project's own.</summary>
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
    /// <summary>How much is told: <c>quiet</c>, <c>minimal</c>, <c>normal</c>, <c>detailed</c> or <c>diagnostic</c>.</summary>
    string? Verbosity { get; init; }
}

/// <summary>Settings with package sources.</summary>
public interface ISourcesSettings
{
    /// <summary>Feeds to restore from, instead of those of <c>nuget.config</c>.</summary>
    ImmutableArray<string> Sources { get; init; }
}

/// <summary>Settings of commands that greet with a banner.</summary>
public interface INoLogoSettings
{
    /// <summary>Leaves out the line with version and copyright.</summary>
    bool? NoLogo { get; init; }
}
