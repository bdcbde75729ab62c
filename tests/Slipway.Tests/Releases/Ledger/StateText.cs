using System.Text.Json;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>A state as text in which every member shows, computed ones too: equal texts are equal states.</summary>
internal static class StateText
{
    public static string Of(ReleaseState state) => JsonSerializer.Serialize(state);
}
