using System.ComponentModel;
using Slipway.Tooling;

namespace Slipway.Tools.DotNet;

/// <summary>In which kind of package symbols are delivered.</summary>
[TypeConverter(typeof(TypeConverter<DotNetSymbolPackageFormat>))]
public sealed class DotNetSymbolPackageFormat : Enumeration
{
#pragma warning disable IDE1006 // named as on the command line
    public static readonly DotNetSymbolPackageFormat snupkg = new() { Value = nameof(snupkg) };
#pragma warning restore IDE1006

    public static implicit operator string(DotNetSymbolPackageFormat value) => value.ToString();
}
