namespace Slipway.Components;

/// <summary>Asks a deployed environment what its package wants asked.</summary>
public interface ISmokeTest : IStage
{
    /// <summary>Smoke-test what is live in an environment (default: the first).</summary>
    Target SmokeTest => _ => _
        .Description("Smoke-test what is live in an environment (default: the first)")
        .After(Stage)
        .Executes(cancellation => Deploying.SmokeTestAsync(this, cancellation), _ => Task.FromResult<IReadOnlyList<string>>([$"GET the smoke checks at {Chosen(First.Name).Url}"]));
}
