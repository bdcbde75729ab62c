using System.Text.Json;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>People who do the same thing at the same moment: everything any of them was told stands, under a name of its own.</summary>
public sealed class SameMomentTests(GreeterRepository greeter)
{
    private const int People = 6;

    [Theory]
    [InlineData("Risks", "R", "low")]
    [InlineData("Incidents", "INC", "high")]
    public async Task What_many_open_at_once_is_all_there(string verb, string prefix, string severity)
    {
        await using Site site = await greeter.OpenAsync();

        Ended[] ended = await Task.WhenAll(Enumerable.Range(1, People).Select(number => site.RunAsync(verb, "--open", $"number {number}", "--severity", severity, "--environment", "staging")));

        foreach (Ended one in ended)
        {
            one.Expect(0, $"{prefix}-", "is open");
            Assert.DoesNotContain("SLP1632", one.Output, StringComparison.Ordinal);
        }

        string[] ids = [.. site.Ledger().Where(line => line.Contains(".opened\"", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("id").GetString()!)];
        Assert.Equal(Enumerable.Range(1, People).Select(number => $"{prefix}-{number}"), ids);
    }
}
