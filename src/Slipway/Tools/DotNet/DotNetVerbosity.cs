using System.ComponentModel;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>How much dotnet says; named as on its command line.</summary>
[TypeConverter(typeof(TypeConverter<DotNetVerbosity>))]
public sealed class DotNetVerbosity : Enumeration
{
#pragma warning disable CA1707, IDE1006 // Nuke's builds name the values in lower case.
    public static readonly DotNetVerbosity quiet = new() { Value = nameof(quiet) };
    public static readonly DotNetVerbosity minimal = new() { Value = nameof(minimal) };
    public static readonly DotNetVerbosity normal = new() { Value = nameof(normal) };
    public static readonly DotNetVerbosity detailed = new() { Value = nameof(detailed) };
    public static readonly DotNetVerbosity diagnostic = new() { Value = nameof(diagnostic) };
#pragma warning restore CA1707, IDE1006

    public static implicit operator string(DotNetVerbosity value) => value.ToString();
}
