using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>What a ledger says after the usual stories, as the conductor writes them.</summary>
internal static class Histories
{
    public static Gen<ImmutableArray<Entry>> Any =>
        from stories in Gen.OneOf(Story("staging"), Story("production")).ListOf()
        select Facts.Ledger([.. stories.SelectMany(story => story)]);

    /// <summary>Deploy, fail, roll back, bar or let in again one of four packages.</summary>
    public static Gen<Entry[]> Story(string environment) =>
        from kind in Gen.Choose(0, 5)
        from number in Gen.Choose(0, 3)
        select Tell(kind, (char)('a' + number), environment);

    public static Entry[] Deployed(char package, string environment) =>
    [
        Facts.Draft(EntryType.DeployStarted, environment, package), Facts.Draft(EntryType.DeployStep, environment, package, ("step", "switch")),
        Facts.Draft(EntryType.DeployCompleted, environment, package),
    ];

    /// <summary>The new release failed its smoke check, so the one before was kept and the new one barred.</summary>
    public static Entry[] Failed(char package, string environment) =>
    [
        Facts.Draft(EntryType.DeployStarted, environment, package), Facts.Draft(EntryType.SmokeFailed, environment, package),
        Facts.Draft(EntryType.ReleaseBlocked, environment, package, ("reason", "smoke failed")), Facts.Draft(EntryType.DeployFailed, environment, package, ("reason", "smoke failed")),
    ];

    public static Entry[] RolledBack(char to, string environment) => [Facts.Draft(EntryType.RollbackStarted, environment, to), Facts.Draft(EntryType.RollbackCompleted, environment, to)];

    private static Entry[] Tell(int kind, char package, string environment) => kind switch
    {
        0 => Failed(package, environment),
        1 => RolledBack(package, environment),
        2 => [Facts.Draft(EntryType.ReleaseBlocked, environment, package, ("reason", "by hand"))],
        3 => [Facts.Draft(EntryType.ReleaseUnblocked, environment, package)],
        _ => Deployed(package, environment),
    };
}
