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

/// <summary>One reference of a target to another, before the other has a name.</summary>
internal sealed record Edge(EdgeKind Kind, Target Target);
