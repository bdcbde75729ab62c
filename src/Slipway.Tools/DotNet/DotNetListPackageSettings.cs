namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet list package</c>.</summary>
public sealed record DotNetListPackageSettings : DotNetSettings, IProjectSettings, IRestoringSettings
{
    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <summary>Lists packages with known vulnerabilities only.</summary>
    public bool? Vulnerable { get; init; }

    /// <summary>Lists deprecated packages only.</summary>
    public bool? Deprecated { get; init; }

    /// <summary>Lists packages that others bring in, too.</summary>
    public bool? IncludeTransitive { get; init; }

    /// <inheritdoc />
    public bool? NoRestore { get; init; }

    /// <summary>How it answers: <c>json</c>, or <c>console</c> by default.</summary>
    public string? Format { get; init; }

    private protected override void Write(Words words) =>
        words.Add("list").Operand(ProjectFile).Add("package").Flag("--vulnerable", Vulnerable).Flag("--deprecated", Deprecated)
            .Flag("--include-transitive", IncludeTransitive).Flag("--no-restore", NoRestore).Option("--format", Format);
}
