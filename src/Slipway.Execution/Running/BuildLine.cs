using System.Diagnostics;
using System.Reflection;

namespace Slipway.Execution.Running;

/// <summary>Finds the line of the build's own code in a stack.</summary>
public static class BuildLine
{
    /// <summary>File and line of the first frame that is not the engine's own, <c>file:line</c>; null where no frame names a file.</summary>
    public static string? In(StackTrace stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        StackFrame? frame = stack.GetFrames().FirstOrDefault(candidate => candidate.GetFileName() is not null && !IsEngine(candidate.GetMethod()));
        return frame is null ? null : $"{frame.GetFileName()}:{frame.GetFileLineNumber()}";
    }

    private static bool IsEngine(MethodBase? method) => method?.Module.Assembly.GetName().Name
        is "Slipway" or "Slipway.Vocabulary" or "Slipway.Targets" or "Slipway.Execution" or "Slipway.Processes" or "Slipway.Tools" or "Slipway.Delivery" or "Slipway.Deployers";
}
