using System.Diagnostics;
using Slipway.Targets.Declaring;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>Tells an exception of a target's own code as a fault.</summary>
internal static class ThrownFault
{
    public static Fault Of(Exception exception, TargetDeclaration target)
    {
        StackFrame? frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(candidate => candidate.GetFileName() is not null);
        string place = frame is null ? $"{target.DeclaredBy}.{target.Name}" : $"{frame.GetFileName()}:{frame.GetFileLineNumber()}";
        return new Fault("SLP1301", $"{exception.GetType().Name}: {exception.Message}", place, $"./build.sh {target.Name} --verbosity Verbose shows everything the target printed");
    }
}
