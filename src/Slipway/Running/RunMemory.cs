namespace Slipway.Running;

/// <summary>What the targets of a run leave for those that follow.</summary>
internal sealed class RunMemory
{
    /// <summary>The tree that this run has tested; null before it has.</summary>
    public string? TestedTree { get; set; }

    /// <summary>What is on record of the source at hand, the same from the first target to the last; null before anybody asked.</summary>
    public Task<KnownSource>? Known { get; set; }

    /// <summary>The package that this run has sealed; null before it has.</summary>
    public string? SealedPackage { get; set; }
}
