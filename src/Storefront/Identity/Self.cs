namespace Storefront.Identity;

/// <summary>Who this instance is.</summary>
public sealed record Self(string PackageId, string InstanceId, string Version, string Environment);
