namespace Slipway.Components;

/// <summary>All of it: from source to a staged, proven release, and every verb around it.</summary>
public interface IRelease : ISmokeTest, IPromote, IRollback, IRehearse, IReport, IOperate, ILearn
{
    /// <summary>Compile, test, package, stage, smoke-test, evaluate the gates.</summary>
    Target Release => _ => _
        .Description("Compile, test, package, stage, smoke-test, evaluate the gates")
        .DependsOn(Compile, Test, Package, Stage, SmokeTest)
        .Executes(cancellation => Verbs.ConcludeAsync(this, cancellation), _ => Task.FromResult<IReadOnlyList<string>>(["evaluate the gates of the next environment and record them"]));
}
