namespace Storefront;

/// <summary>Why a request was not done.</summary>
public sealed record Complaint(string Error);
