using System.Collections.Immutable;

namespace Slipway.Vocabulary.Faults;

/// <summary>Carries faults of one kind out of work that cannot go on, with the exit code they mean.</summary>
public sealed class FaultException : Exception
{
    /// <summary>Ends the run with several faults.</summary>
    public FaultException(ExitCode exitCode, ImmutableArray<Fault> faults, Exception? inner = null)
        : base(string.Join("; ", faults.Select(fault => $"{fault.Code} {fault.Cause}")), inner)
    {
        ExitCode = exitCode;
        Faults = faults;
    }

    /// <summary>Ends the run with one fault.</summary>
    public FaultException(ExitCode exitCode, Fault fault, Exception? inner = null)
        : this(exitCode, [fault], inner)
    {
    }

    /// <summary>What the program should exit with when nobody handles this.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>All faults found, never empty.</summary>
    public ImmutableArray<Fault> Faults { get; }
}
