WebApplication app = WebApplication.CreateBuilder(args).Build();
app.MapStaticAssets();
app.MapGet("/", () => "desk");
app.Run();
