namespace Slipway.Components;

/// <summary>All of it: from source to a staged, proven release, and every verb around it.</summary>
public interface IRelease : ISmokeTest, IPromote, IPublish, IRollback, IRehearse, IReport, IOperate, ILearn
{
    /// <summary>Compile, test, package, stage, smoke-test, evaluate the gates.</summary>
    Target Release => _ => (Environments.IsEmpty ? _.DependsOn(Compile, Test, Package) : _.DependsOn(Compile, Test, Package, Stage, SmokeTest))
        .Description("Compile, test, package, stage, smoke-test, evaluate the gates")
        .Executes(cancellation => Conclusion.SayAsync(this, cancellation), _ => Task.FromResult(Conclusion.Describe(this)));
}
