using System.Xml;
using System.Xml.Linq;

namespace Slipway.Releases.Evidence;

/// <summary>The licence a package names in its nuspec.</summary>
public static class PackageLicence
{
    private const string Catalogue = "https://licenses.nuget.org/";

    /// <summary>The SPDX expression; empty where the package names none, or only a file or an address that somebody has to read.</summary>
    /// <exception cref="XmlException">The text is not XML, or defines entities.</exception>
    public static string Of(string nuspec)
    {
        using var reader = XmlReader.Create(new StringReader(nuspec)); // refuses document types: the file is somebody else's
        XElement? metadata = XDocument.Load(reader).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata");
        XElement? licence = Named(metadata, "license");
        if (licence is not null)
            return (string?)licence.Attribute("type") == "expression" ? licence.Value.Trim() : "";
        string address = Named(metadata, "licenseUrl")?.Value.Trim() ?? "";
        return address.StartsWith(Catalogue, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(address[Catalogue.Length..]) : "";
    }

    private static XElement? Named(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
