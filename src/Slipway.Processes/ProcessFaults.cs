using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Processes;

/// <summary>What can go wrong around a process itself; that it ends with a non-zero code is no fault here.</summary>
internal static class ProcessFaults
{
    public static FaultException NotFound(Command command, string folder, string? path) => Failed(new Fault(
        "SLP5001",
        $"there is no program '{command.Executable}' to run: {Shown(command)}",
        command.Executable.Contains('/') ? Path.GetFullPath(command.Executable, folder) : $"PATH={path}",
        $"install {Path.GetFileName(command.Executable)}, add its folder to PATH, or give its absolute path"));

    public static FaultException NoFolder(Command command, string folder) => Failed(new Fault(
        "SLP5002",
        $"the folder to start in does not exist: {Shown(command)}",
        folder,
        "create the folder first, or set another working directory"));

    public static FaultException NotStarted(Command command, string program, Exception inner) => Failed(new Fault(
        "SLP5003",
        $"the program could not be started ({inner.Message}): {Shown(command)}",
        program,
        "check that the file is executable and built for this machine"), inner);

    public static FaultException TimedOut(Command command, string folder, TimeSpan timeout) => Failed(new Fault(
        "SLP5004",
        $"not finished after {timeout.TotalSeconds:0.###} s and ended with all it had started: {Shown(command)}",
        folder,
        "give it more time, or run the command by hand to see what it waits for"));

    public static FaultException ShortSecret(Command command) => new(ExitCode.Usage, new Fault(
        "SLP5005",
        $"a secret of fewer than {SecretForms.ShortestLength} characters cannot be masked without giving itself away: {command.Executable}",
        command.Executable,
        "use a longer secret, or pass the value as an ordinary one if it is none"));

    private static FaultException Failed(Fault fault, Exception? inner = null) => new(ExitCode.Failed, fault, inner);

    private static string Shown(Command command) => new Mask(command.Secrets).Apply(command.ToString());
}
