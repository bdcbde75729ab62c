namespace Storefront.Identity;

/// <summary>The answers a deployer and a person in doubt ask for.</summary>
public static class Answers
{
    /// <summary>Adds the answers about this instance: who it is and how it is.</summary>
    public static void Map(IEndpointRouteBuilder routes, Settings settings, Readiness readiness)
    {
        var self = new Self(settings.PackageId, settings.InstanceId, settings.Version, settings.Place);
        routes.MapGet("/health", () => Results.Text("healthy\n"));
        routes.MapGet("/version", () => TypedResults.Ok(self));
        routes.MapGet("/ready", () => readiness.IsReady ? Results.Ok(self) : Results.Json(new Complaint("warming up"), ShopJson.Default.Complaint, statusCode: 503));
    }
}
