namespace Slipway.Architecture;

/// <summary>xunit's Assert, nearer than Slipway.Assert: without this the namespace around us would win over xunit's using.</summary>
internal abstract class Assert : Xunit.Assert;
