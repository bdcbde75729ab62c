using System.IO.Compression;
using System.Net;
using System.Text;
using Slipway.Fakes;

namespace Slipway.Tests.Delivery.Scanning;

/// <summary>A NuGet V3 source on this machine that serves one package, and, where asked, the advice against it.</summary>
internal sealed class LoopbackFeed : IDisposable
{
    private const string Nuspec = """<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Leaky.Bucket</id><version>1.0.0</version><authors>x</authors><description>x</description><license type="expression">MIT</license></metadata></package>""";

    private readonly LoopbackServer _server;

    public LoopbackFeed() => _server = new LoopbackServer(HandleAsync);

    public string Address => _server.Address;

    /// <summary>True when its index names vulnerability data.</summary>
    public bool DeliversAdvice { get; set; }

    /// <summary>Package that the vulnerability data speaks of, in lower case.</summary>
    public string Vulnerable { get; set; } = "something.else";

    /// <summary>True when registrations repeat the hole and say that the package was given up.</summary>
    public bool Registers { get; set; }

    public void Dispose() => _server.Dispose();

    private Task HandleAsync(HttpListenerContext context)
    {
        byte[]? body = Answer(context.Request.Url!.AbsolutePath);
        context.Response.StatusCode = body is null ? 404 : 200;
        context.Response.Close(body ?? [], willBlock: false);
        return Task.CompletedTask;
    }

    private byte[]? Answer(string path) => path switch
    {
        "/v3/index.json" => Text($$"""{"version":"3.0.0","resources":[{"@id":"{{Address}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{Address}}/reg/","@type":"RegistrationsBaseUrl/3.6.0"}{{(DeliversAdvice ? $$""",{"@id":"{{Address}}/holes/index.json","@type":"VulnerabilityInfo/6.7.0"}""" : "")}}]}"""),
        "/flat/leaky.bucket/index.json" => Text("""{"versions":["1.0.0"]}"""),
        "/flat/leaky.bucket/1.0.0/leaky.bucket.1.0.0.nupkg" => Package(),
        "/holes/index.json" => Text($$"""[{"@name":"base","@id":"{{Address}}/holes/base.json","@updated":"2026-01-01T00:00:00Z"}]"""),
        "/holes/base.json" => Text($$"""{"{{Vulnerable}}":[{"url":"https://example.org/hole","severity":2,"versions":"(, 2.0.0)"}]}"""),
        "/reg/leaky.bucket/index.json" => Text($$"""{"@id":"{{Address}}/reg/leaky.bucket/index.json","count":1,"items":[{"@id":"{{Address}}/reg/page","lower":"1.0.0","upper":"1.0.0","count":1,"items":[{"@id":"{{Address}}/reg/1","packageContent":"{{Address}}/p","catalogEntry":{"@id":"{{Address}}/c","id":"Leaky.Bucket","version":"1.0.0","listed":true{{(Registers ? Advice : "")}} } }]}]}"""),
        _ => null,
    };

    private const string Advice = ""","vulnerabilities":[{"@id":"x","advisoryUrl":"https://example.org/hole","severity":"2"}],"deprecation":{"@id":"y","reasons":["Legacy"],"alternatePackage":{"id":"Tight.Bucket","range":"[2.0.0, )"}}""";

    private static byte[] Text(string json) => Encoding.UTF8.GetBytes(json);

    private static byte[] Package()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in new[] { ("Leaky.Bucket.nuspec", Nuspec), ("lib/net10.0/_._", ""), ("[Content_Types].xml", """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""") })
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
