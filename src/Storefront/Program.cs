using Storefront.Catalog;
using Storefront.Gifts;
using Storefront.Identity;
using Storefront.Orders;
using Storefront.Pages;

namespace Storefront;

/// <summary>A small shop: pages, a JSON interface and the answers a deployer asks for.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        Settings? settings = Settings.Read(builder.Configuration, out string complaint);
        if (settings is null)
        {
            await Console.Error.WriteLineAsync(complaint);
            return 2;
        }

        Listen(builder);
        builder.Logging.ClearProviders().AddJsonConsole(options => options.TimestampFormat = "O");
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ShopJson.Default));

        GiftCards.Follow(builder);

        WebApplication app = builder.Build();
        var shelf = new Shelf();
        var readiness = new Readiness();
        Answers.Map(app, settings, readiness);
        ShopPages.Map(app, settings, shelf);
        ProductAnswers.Map(app, shelf);
        GiftCards.Map(app);
        OrderAnswers.Map(app, shelf, new OrderBook(), app.Logger);

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            readiness.WarmUp(settings, shelf);
            app.Logger.LogInformation("serving {Version} of package {PackageId} as {InstanceId}", settings.Version, settings.PackageId, settings.InstanceId);
        });
        app.Lifetime.ApplicationStopping.Register(() => app.Logger.LogInformation("stopping, finishing what is in flight"));
        await app.RunAsync();
        return 0;
    }

    // SLIPWAY_SOCKET is where a deployer wants us; without it --urls and ASPNETCORE_URLS decide as in any app.
    private static void Listen(WebApplicationBuilder builder)
    {
        string? socket = builder.Configuration["SLIPWAY_SOCKET"];
        if (string.IsNullOrEmpty(socket))
            return;

        builder.WebHost.UseUrls();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
    }
}
