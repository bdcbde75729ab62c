namespace Slipway.Tooling;

/// <summary>Changes settings: takes some, returns others.</summary>
public delegate T Configure<T>(T settings);

/// <summary>Changes settings by a value, as <c>CombineWith</c> does for each of several.</summary>
public delegate T Configure<T, in TValue>(T settings, TValue value);

/// <summary>Makes several settings of one, for one call each.</summary>
public delegate IEnumerable<T> CombinatorialConfigure<T>(T settings);
