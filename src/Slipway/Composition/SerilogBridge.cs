using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Slipway.Composition;

/// <summary>Shows what a build writes to Serilog's static <c>Log</c> on our own screen. Serilog is loaded only by builds that use it.</summary>
internal static class SerilogBridge
{
    public static void Attach(Screen screen) => AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
    {
        if (loaded.LoadedAssembly.GetName().Name == "Serilog")
            Configure(screen);
    };

    // Apart, so that nothing of Serilog is touched before it is there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure(Screen screen) =>
        Log.Logger = new LoggerConfiguration().MinimumLevel.Is(Level(screen.Verbosity)).WriteTo.Sink(new Sink(screen)).CreateLogger();

    private static LogEventLevel Level(Verbosity verbosity) => verbosity switch
    {
        Verbosity.Quiet => LogEventLevel.Error,
        Verbosity.Minimal => LogEventLevel.Warning,
        Verbosity.Normal => LogEventLevel.Debug,
        _ => LogEventLevel.Verbose,
    };

    private sealed class Sink(Screen screen) : ILogEventSink
    {
        // Texts without quotation marks, as Nuke shows them.
        private readonly MessageTemplateTextFormatter _formatter = new("{Message:l}", CultureInfo.InvariantCulture);

        public void Emit(LogEvent logEvent)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            _formatter.Format(logEvent, writer);
            string text = writer.ToString();
            screen.Say(logEvent.Level switch
            {
                LogEventLevel.Error or LogEventLevel.Fatal => screen.Palette.Bad($"[ERR] {text}"),
                LogEventLevel.Warning => screen.Palette.Careful($"[WRN] {text}"),
                LogEventLevel.Debug => screen.Palette.Quiet($"[DBG] {text}"),
                LogEventLevel.Verbose => screen.Palette.Quiet($"[VRB] {text}"),
                _ => $"[INF] {text}",
            });
            if (logEvent.Exception is { } exception)
                screen.Say(screen.Palette.Quiet(exception.ToString()));
        }
    }
}
