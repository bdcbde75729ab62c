using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>How much dotnet says; named as on its command line.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "Both spellings are out there, and no other language reads them.")]
[TypeConverter(typeof(TypeConverter<DotNetVerbosity>))]
public sealed class DotNetVerbosity : Enumeration
{
#pragma warning disable IDE1006 // Nuke's builds name the values in lower case since version 9, in upper case before.

    /// <summary>Hardly anything.</summary>
    public static readonly DotNetVerbosity quiet = new() { Value = nameof(quiet) };

    /// <summary>Little.</summary>
    public static readonly DotNetVerbosity minimal = new() { Value = nameof(minimal) };

    /// <summary>As much as usual.</summary>
    public static readonly DotNetVerbosity normal = new() { Value = nameof(normal) };

    /// <summary>Much.</summary>
    public static readonly DotNetVerbosity detailed = new() { Value = nameof(detailed) };

    /// <summary>Everything.</summary>
    public static readonly DotNetVerbosity diagnostic = new() { Value = nameof(diagnostic) };

    /// <summary>Hardly anything.</summary>
    public static readonly DotNetVerbosity Quiet = quiet;

    /// <summary>Little.</summary>
    public static readonly DotNetVerbosity Minimal = minimal;

    /// <summary>As much as usual.</summary>
    public static readonly DotNetVerbosity Normal = normal;

    /// <summary>Much.</summary>
    public static readonly DotNetVerbosity Detailed = detailed;

    /// <summary>Everything.</summary>
    public static readonly DotNetVerbosity Diagnostic = diagnostic;
#pragma warning restore IDE1006

    /// <summary>The value as text.</summary>
    public static implicit operator string(DotNetVerbosity value) => value.ToString();
}
