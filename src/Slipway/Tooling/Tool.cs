namespace Slipway.Tooling;

/// <summary>A program ready to call: <c>Git($"tag {name}")</c>. Throws when it ends with anything but zero.</summary>
public delegate IReadOnlyCollection<Output> Tool(
    ArgumentStringHandler? arguments = null,
    string? workingDirectory = null,
    IReadOnlyDictionary<string, string>? environmentVariables = null,
    int? timeout = null,
    bool? logOutput = null,
    bool? logInvocation = null,
    Action<OutputType, string>? logger = null);

/// <summary>Makes tools of programs.</summary>
public static class ToolResolver
{
    /// <summary>A program looked up on PATH when it is called.</summary>
    public static Tool GetPathTool(string name) =>
        (arguments, folder, variables, timeout, logOutput, logInvocation, logger) =>
            ProcessTasks.StartProcess(name, arguments, folder, variables, timeout, logOutput, logInvocation, logger).AssertZeroExitCode().Output;

    /// <summary>A program at a path.</summary>
    public static Tool GetTool(string toolPath) => GetPathTool(toolPath);
}
