using System.Globalization;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of how the process is run.</summary>
public static class DotNetProcessSetters
{
    extension<T>(T settings)
        where T : DotNetSettings
    {
        public T SetProcessToolPath(string value) => settings with { ProcessToolPath = value };

        public T SetProcessWorkingDirectory(string? value) => settings with { ProcessWorkingDirectory = value };

        public T SetProcessEnvironmentVariable(string name, object? value) => settings with
        {
            ProcessEnvironment = settings.ProcessEnvironment.SetItem(name, Convert.ToString(value, CultureInfo.InvariantCulture)),
        };

        public T AddProcessEnvironmentVariable(string name, object? value) => settings.SetProcessEnvironmentVariable(name, value);

        /// <summary>Leaves the variable out of the process, inherited or not.</summary>
        public T RemoveProcessEnvironmentVariable(string name) => settings with { ProcessEnvironment = settings.ProcessEnvironment.SetItem(name, null) };

        public T SetProcessAdditionalArguments(params string[] values) => settings with { ProcessAdditionalArguments = [.. values] };

        public T AddProcessAdditionalArguments(params string[] values) =>
            settings with { ProcessAdditionalArguments = settings.ProcessAdditionalArguments.AddRange(values) };

        public T AddProcessRedactedSecrets(params string[] values) =>
            settings with { ProcessRedactedSecrets = settings.ProcessRedactedSecrets.AddRange(values) };

        /// <summary>Milliseconds after which the process is ended; null is no limit.</summary>
        public T SetProcessExecutionTimeout(int? value) =>
            settings with { ProcessExecutionTimeout = value is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null };

        public T SetProcessOutputLogging(bool value) => settings with { ProcessOutputLogging = value };

        public T EnableProcessOutputLogging() => settings with { ProcessOutputLogging = true };

        public T DisableProcessOutputLogging() => settings with { ProcessOutputLogging = false };

        public T SetProcessInvocationLogging(bool value) => settings with { ProcessInvocationLogging = value };

        public T DisableProcessInvocationLogging() => settings with { ProcessInvocationLogging = false };

        /// <summary>False makes a non-zero exit an ordinary result.</summary>
        public T SetProcessExitHandling(bool value) => settings with { ProcessExitHandling = value };

        public T DisableProcessExitHandling() => settings with { ProcessExitHandling = false };
    }
}
