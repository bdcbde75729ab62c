using Slipway.MoodyService;

Mood mood = Mood.Read(Path.Combine(AppContext.BaseDirectory, "mood.txt"));
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(builder.Configuration["SLIPWAY_SOCKET"]!)); // a deployer says where
await using WebApplication app = builder.Build();
string self = $"{{\"packageId\":\"{builder.Configuration["SLIPWAY_PACKAGE"]}\"}}";
int asked = 0;
app.MapGet("/ready", () => Results.Content(self, "application/json"));
app.MapGet("/", async (CancellationToken cancellation) =>
{
    if (mood.Dies > 0 && Interlocked.Increment(ref asked) >= mood.Dies)
        Environment.Exit(3);
    TimeSpan wait = mood.Draw();
    if (wait > TimeSpan.Zero)
        await Task.Delay(wait, cancellation);
    return Random.Shared.NextDouble() < mood.Errors ? Results.StatusCode(500) : Results.Text("well");
});
await app.RunAsync();
