using System.Collections.Immutable;
using Slipway.Components;
using Slipway.Composition;
using Slipway.Targets.Declaring;

namespace Slipway.Tests.Front.Running;

/// <summary>What a target says of its company, and what our own say for it.</summary>
public sealed class ExclusiveTests
{
    private static readonly ImmutableArray<TargetDeclaration> Targets = TargetTable.Read(new Build(), out _);

    [Theory]
    [InlineData("Docs", "site search")]
    [InlineData("Push", "site effects")]
    [InlineData("Described", "effects")]
    [InlineData("Plain", "")]
    [InlineData("Restore", "effects")] // a component's
    [InlineData("Clean", "effects")] // the same, and nothing that it describes
    [InlineData("Compile", "effects")] // taken over from one
    [InlineData("Derived", "site effects search")]
    public void A_target_holds_what_it_names_and_effects_where_it_has_one(string target, string held) =>
        Assert.Equal(held.Split(' ', StringSplitOptions.RemoveEmptyEntries), Find(target).Holds);

    [Fact]
    public void A_target_is_tried_once_for_as_long_as_it_takes_unless_it_says_otherwise()
    {
        Assert.Equal((0, null), (Find("Plain").Retries, Find("Plain").Timeout));
        Assert.Equal((2, TimeSpan.FromMinutes(1)), (Find("Docs").Retries, Find("Docs").Timeout));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 25 * 24 * 3600)]
    public void Tries_and_times_that_cannot_be_are_refused(int retries, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TargetTable.Read(new Odd(retries, TimeSpan.FromSeconds(seconds)), out _));

    private static TargetDeclaration Find(string name) => Targets.Single(target => target.Name == name);

#pragma warning disable CA1822 // targets are properties of an instance
    private sealed class Build : SlipwayBuild, ICompile
    {
        string IApplication.ApplicationName => "shop";

        Target ICompile.Compile => _ => _.Inherit<ICompile>(build => build.Compile);

        private Target Docs => _ => _.Exclusive("site", "search").Exclusive("site").Retry(2).Timeout(TimeSpan.FromMinutes(1));

        private Target Push => _ => _.Exclusive("site").Effects("pushes the site");

        private Target Described => _ => _.Executes(_ => Task.CompletedTask, _ => Task.FromResult<IReadOnlyList<string>>(["POST https://…"]));

        private Target Derived => _ => _.Exclusive("site", "effects").Inherit(Docs);

        private Target Plain => _ => _.Executes(() => { });
    }
#pragma warning restore CA1822

    private sealed class Odd(int retries, TimeSpan limit) : SlipwayBuild
    {
        private Target Strange => _ => _.Retry(retries).Timeout(limit);
    }
}
