using System.Collections.Immutable;
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
        using var screen = new Screen(isJson, isTerminal, new Palette(isColored));
        try
        {
            return new Session(screen, arguments).Run(create, defaults);
        }
        catch (FaultException exception)
        {
            return Refuse(screen, exception);
        }
    }

    private static int Refuse(Screen screen, FaultException exception)
    {
        if (screen.IsJson)
            screen.Answer(EngineJson.Faults(exception.Faults, exception.ExitCode));
        foreach (Fault fault in exception.Faults)
        {
            screen.Say(FaultLines.Render(fault, screen.Palette));
            if (HostDialect.Annotation(BuildHost.Current, fault) is { } annotation)
                screen.Say(annotation);
        }

        return (int)exception.ExitCode;
    }
}
