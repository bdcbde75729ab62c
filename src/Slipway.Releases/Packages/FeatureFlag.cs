namespace Slipway.Releases.Packages;

/// <summary>A switch inside a release that lets something on or off without another deployment.</summary>
/// <param name="Name">As the code asks for it.</param>
/// <param name="Owner">Who answers for it and removes it.</param>
/// <param name="RemoveBy">Last day it may be there: <c>2026-12-31</c>. A switch that stays for good is configuration, and has no date.</param>
/// <param name="Default">What holds where nobody says otherwise.</param>
/// <param name="IsKillSwitch">True for one that is there to turn something off in an incident: the fastest way back there is.</param>
public sealed record FeatureFlag(string Name, string Owner, DateOnly? RemoveBy = null, bool Default = false, bool IsKillSwitch = false);
