using Greeter;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
string salutation = builder.Configuration["Greeter:Salutation"] ?? throw new InvalidOperationException("Greeter__Salutation is not set");
string package = builder.Configuration["SLIPWAY_PACKAGE"] ?? "none";
var mood = new Mood(builder.Configuration["SLIPWAY_DATA"] is { } data ? Path.Combine(data, "mood") : null, builder.Configuration["SLIPWAY_VERSION"] ?? "none");
if (mood.Is("crash"))
    throw new InvalidOperationException("the greeter lost its voice");
await Task.Delay(mood.Delay("slow-start"));

WebApplication app = builder.Build();
app.MapGet("/up", () => mood.Is("never-ready")
    ? Results.StatusCode(503)
    : Results.Json(new Dictionary<string, string> { ["packageId"] = mood.Is("wrong-package") ? new string('0', 64) : package }));
app.MapGet("/hello/{name}", async (string name, HttpRequest request) =>
{
    bool isFrontDoor = request.Headers.ContainsKey("X-Forwarded-For");
    if (isFrontDoor)
        await Task.Delay(mood.Delay("slow-front"));
    if (name != "smoke" && Random.Shared.Next(100) < mood.Number("faulty"))
        return Results.StatusCode(500);
    return isFrontDoor && mood.Is("rude") ? Results.StatusCode(500) : Results.Text(Greeting.For(salutation, name));
});
app.Run();
