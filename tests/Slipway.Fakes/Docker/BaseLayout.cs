using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Fakes.Docker;

/// <summary>
/// An image to lay services upon, made of what runs these tests: this machine's .NET runtime and the libraries it needs, as an OCI layout. No registry is asked for it.
/// </summary>
public static partial class BaseLayout
{
    private const string Ours = "blobs/sha256";

    /// <summary>Writes the layout; gives the digest of its manifest.</summary>
    public static string Write(string layout)
    {
        Directory.CreateDirectory(Path.Combine(layout, Ours));
        (string layer, long size) = WriteLayer(layout);
        string configuration = $$$$"""
            {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin","DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{{layer}}}}"]}}
            """;
        string configured = Add(layout, configuration);
        string manifest = $$$$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:{{{{configured}}}}","size":{{{{configuration.Length}}}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:{{{{layer}}}}","size":{{{{size}}}}}]}
            """;
        string digest = Add(layout, manifest);
        File.WriteAllText(Path.Combine(layout, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(layout, "index.json"), $$$$"""
            {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:{{{{digest}}}}","size":{{{{manifest.Length}}}}}]}
            """);
        return digest;
    }

    private static string Add(string layout, string text)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        File.WriteAllText(Path.Combine(layout, Ours, digest), text);
        return digest;
    }

    private static (string Digest, long Size) WriteLayer(string layout)
    {
        string file = Path.Combine(layout, "layer.tmp");
        using (FileStream stream = File.Create(file))
        using (var archive = new TarWriter(stream, TarEntryFormat.Gnu))
        {
            archive.WriteEntry(new GnuTarEntry(TarEntryType.Directory, "tmp/") { Mode = (UnixFileMode)0x3FF });
            archive.WriteEntry(new GnuTarEntry(TarEntryType.SymbolicLink, "usr/bin/dotnet") { LinkName = "/usr/share/dotnet/dotnet" });
            foreach ((string from, string to) in Files())
            {
                using FileStream content = File.OpenRead(from);
                archive.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, to.TrimStart('/')) { DataStream = content, Mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(from) });
            }
        }

        using FileStream written = File.OpenRead(file);
        string digest = Convert.ToHexStringLower(SHA256.HashData(written));
        File.Move(file, Path.Combine(layout, Ours, digest), overwrite: true);
        return (digest, written.Length);
    }

    private static IEnumerable<(string From, string To)> Files()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!, version = Path.GetFileName(runtime); // it is loaded from a file
        string home = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        string[] folders = [Path.Combine(home, "host"), .. new[] { "Microsoft.NETCore.App", "Microsoft.AspNetCore.App" }.Select(name => Path.Combine(home, "shared", name, version))];
        IEnumerable<string> files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Append(Path.Combine(home, "dotnet"));
        foreach (string file in files.Order(StringComparer.Ordinal))
            yield return (file, "/usr/share/dotnet" + file[home.Length..]);
        string[] native = [Path.Combine(home, "dotnet"), Path.Combine(runtime, "libcoreclr.so"), Path.Combine(runtime, "libSystem.Native.so")];
        // Hashing asks for OpenSSL by name, so that no list of needs has it.
        string[] needed = [.. native.SelectMany(Needed)];
        string[] named = [.. needed.Select(Path.GetDirectoryName).OfType<string>().Distinct().SelectMany(folder => Directory.EnumerateFiles(folder, "lib*.so.*")).Where(file => OpenSsl.IsMatch(file))];
        foreach (string library in needed.Concat(named).Concat(named.SelectMany(Needed)).Distinct().Order(StringComparer.Ordinal))
            yield return (library, library);
    }

    // ldd names each library with the path it is found at; the loader stands alone.
    private static IEnumerable<string> Needed(string file)
    {
        using Process process = Process.Start(new ProcessStartInfo("ldd", [file]) { RedirectStandardOutput = true })!; // of every Debian
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Library.Matches(text).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"/lib(ssl|crypto)\.so\.\d+$")]
    private static partial Regex OpenSsl { get; }

    [GeneratedRegex(@"(/\S+) \(0x")]
    private static partial Regex Library { get; }
}
