namespace Slipway.Declaring;

/// <summary>How one target refers to another.</summary>
internal enum EdgeKind
{
    DependsOn,
    DependentFor,
    Before,
    After,
    Triggers,
    TriggeredBy,
}
