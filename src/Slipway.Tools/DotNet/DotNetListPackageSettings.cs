namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet list package</c>.</summary>
public sealed record DotNetListPackageSettings : DotNetSettings, IProjectSettings, IRestoringSettings
{
    public string? ProjectFile { get; init; }
    public bool? Vulnerable { get; init; }
    public bool? Deprecated { get; init; }
    public bool? IncludeTransitive { get; init; }
    public bool? NoRestore { get; init; }

    /// <summary>How it answers: <c>json</c>, or <c>console</c> by default.</summary>
    public string? Format { get; init; }

    private protected override void Write(Words words) =>
        words.Add("list").Operand(ProjectFile).Add("package").Flag("--vulnerable", Vulnerable).Flag("--deprecated", Deprecated)
            .Flag("--include-transitive", IncludeTransitive).Flag("--no-restore", NoRestore).Option("--format", Format);
}
