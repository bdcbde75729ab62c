using System.Globalization;

namespace Slipway.Tools.DotNet;

/// <summary>Fluent setters of how the process is run.</summary>
public static class DotNetProcessSetters
{
    extension<T>(T settings)
        where T : DotNetSettings
    {
        /// <summary>The settings with <see cref="DotNetSettings.ProcessToolPath"/> as given.</summary>
        public T SetProcessToolPath(string value) => settings with { ProcessToolPath = value };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessWorkingDirectory"/> as given.</summary>
        public T SetProcessWorkingDirectory(string? value) => settings with { ProcessWorkingDirectory = value };

        /// <summary>The settings with a variable of <see cref="DotNetSettings.ProcessEnvironment"/> as given; null takes it away from the child.</summary>
        public T SetProcessEnvironmentVariable(string name, object? value) => settings with
        {
            ProcessEnvironment = settings.ProcessEnvironment.SetItem(name, Convert.ToString(value, CultureInfo.InvariantCulture)),
        };

        /// <summary>The settings with one more variable in <see cref="DotNetSettings.ProcessEnvironment"/>.</summary>
        public T AddProcessEnvironmentVariable(string name, object? value) => settings.SetProcessEnvironmentVariable(name, value);

        /// <summary>Leaves the variable out of the process, inherited or not.</summary>
        public T RemoveProcessEnvironmentVariable(string name) => settings with { ProcessEnvironment = settings.ProcessEnvironment.SetItem(name, null) };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessAdditionalArguments"/> as given.</summary>
        public T SetProcessAdditionalArguments(params string[] values) => settings with { ProcessAdditionalArguments = [.. values] };

        /// <summary>The settings with more in <see cref="DotNetSettings.ProcessAdditionalArguments"/>.</summary>
        public T AddProcessAdditionalArguments(params string[] values) =>
            settings with { ProcessAdditionalArguments = settings.ProcessAdditionalArguments.AddRange(values) };

        /// <summary>The settings with more in <see cref="DotNetSettings.ProcessRedactedSecrets"/>.</summary>
        public T AddProcessRedactedSecrets(params string[] values) =>
            settings with { ProcessRedactedSecrets = settings.ProcessRedactedSecrets.AddRange(values) };

        /// <summary>Milliseconds after which the process is ended; null is no limit.</summary>
        public T SetProcessExecutionTimeout(int? value) =>
            settings with { ProcessExecutionTimeout = value is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessOutputLogging"/> as given.</summary>
        public T SetProcessOutputLogging(bool value) => settings with { ProcessOutputLogging = value };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessOutputLogging"/> on.</summary>
        public T EnableProcessOutputLogging() => settings with { ProcessOutputLogging = true };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessOutputLogging"/> off.</summary>
        public T DisableProcessOutputLogging() => settings with { ProcessOutputLogging = false };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessInvocationLogging"/> as given.</summary>
        public T SetProcessInvocationLogging(bool value) => settings with { ProcessInvocationLogging = value };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessInvocationLogging"/> off.</summary>
        public T DisableProcessInvocationLogging() => settings with { ProcessInvocationLogging = false };

        /// <summary>False makes a non-zero exit an ordinary result.</summary>
        public T SetProcessExitHandling(bool value) => settings with { ProcessExitHandling = value };

        /// <summary>The settings with <see cref="DotNetSettings.ProcessExitHandling"/> off.</summary>
        public T DisableProcessExitHandling() => settings with { ProcessExitHandling = false };
    }
}
