namespace Slipway;

/// <summary>A target of a build: a property of this type declares one, <c>Target Compile => _ => _.DependsOn(Restore).Executes(…)</c>.</summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
