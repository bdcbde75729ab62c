namespace Slipway.Tests.Delivery.Conducting;

/// <summary>A service in another language that keeps the contract with nothing but its own library.</summary>
internal static class PythonServer
{
    public const string Text = """
        import http.server, json, os, socketserver

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps({"packageId": os.environ["SLIPWAY_PACKAGE"]}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def address_string(self):
                return "edge"

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True

        Server(os.environ["SLIPWAY_SOCKET"], Answer).serve_forever()
        """;
}
