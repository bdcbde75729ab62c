using System.ComponentModel;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>In which kind of package symbols are delivered.</summary>
[TypeConverter(typeof(TypeConverter<DotNetSymbolPackageFormat>))]
public sealed class DotNetSymbolPackageFormat : Enumeration
{
#pragma warning disable IDE1006 // named as on the command line

    /// <summary>A package of its own, for symbol servers.</summary>
    public static readonly DotNetSymbolPackageFormat snupkg = new() { Value = nameof(snupkg) };
#pragma warning restore IDE1006

    /// <summary>The value as text.</summary>
    public static implicit operator string(DotNetSymbolPackageFormat value) => value.ToString();
}
