using FsCheck;
using FsCheck.Xunit;

[assembly: Properties(QuietOnSuccess = true)]

namespace Slipway.Tests;

internal static class Properties
{
    /// <summary>Asks a property of a hundred random cases; says the smallest that breaks it, and nothing when none does.</summary>
    public static void Holds(this Property property) => Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), property);
}
