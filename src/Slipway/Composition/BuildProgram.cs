using System.Collections.Immutable;
using System.Reflection;
using Slipway.Execution.Running;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>One run of a build program, from its command line to its exit code.</summary>
internal static class BuildProgram
{
    public static int Run(Func<SlipwayBuild> create, Func<SlipwayBuild, ImmutableArray<Target>> defaults)
    {
        ImmutableArray<string> arguments = [.. Environment.GetCommandLineArgs().Skip(1)];
        bool isJson = arguments.Contains("--json");
        bool isTerminal = !Console.IsOutputRedirected;
        bool isColored = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        using ConsoleText console = ConsoleText.Attach(gate => new Screen(gate, isJson, isTerminal, Verbosities.Of(arguments), new Palette(isColored)));
        Screen screen = console.Screen;
        try
        {
            return new Session(screen, arguments).Run(create, defaults);
        }
        catch (FaultException exception)
        {
            return Refuse(screen, exception, exception.ExitCode, exception.Faults);
        }
        catch (Exception exception)
        {
            // The build's own code outside of any target: its constructor, a condition, a definition.
            Exception thrown = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return thrown is FaultException known
                ? Refuse(screen, thrown, known.ExitCode, known.Faults)
                : Refuse(screen, thrown, ExitCode.Failed, [ThrownFault.Of(thrown, "the build class", string.Join(' ', arguments.Take(1).Where(word => !word.StartsWith('-'))))]);
        }
    }

    private static int Refuse(Screen screen, Exception exception, ExitCode exitCode, ImmutableArray<Fault> faults)
    {
        if (screen.IsJson)
            screen.Answer(EngineJson.Faults(faults, exitCode));
        foreach (Fault fault in faults)
        {
            screen.Say(FaultLines.Render(fault, screen.Palette));
            if (HostDialect.Annotation(BuildHost.Current, fault) is { } annotation)
                screen.Say(annotation);
        }

        if (screen.Verbosity == Verbosity.Verbose)
            screen.Say(screen.Palette.Quiet(exception.ToString()));
        return (int)exitCode;
    }
}
