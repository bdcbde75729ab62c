using System.Collections.Immutable;
using Slipway.Execution.ParameterSources;
using Slipway.Processes;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>The steps of one run: read, resolve, plan, then show or do.</summary>
internal sealed class Session(Screen screen, ImmutableArray<string> arguments)
{
    private readonly ImmutableArray<Fault>.Builder _warnings = ImmutableArray.CreateBuilder<Fault>();

    public int Run(Func<SlipwayBuild> create, Func<SlipwayBuild, ImmutableArray<Target>> defaults)
    {
        var runner = new SharedCompilation(new ProcessRunner());
        try
        {
            return Run(create, defaults, runner);
        }
        finally
        {
            runner.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private int Run(Func<SlipwayBuild> create, Func<SlipwayBuild, ImmutableArray<Target>> defaults, ICommandRunner runner)
    {
        AbsolutePath root = RepositoryRoot.Find(arguments);
        using var interruption = new Interruption();
        using IDisposable scope = RunScope.Enter(Scope(root, runner, interruption));
        SerilogBridge.Attach(screen); // before any line of the build: its fields and OnBuildInitialized may log
        SlipwayBuild build = create();
        var table = new ParameterTable(build.GetType());
        Invocation invocation = CommandLineParser.Parse(arguments, table.Definitions, out ImmutableArray<Fault> usage);
        ParameterSet values = Values(root, table, invocation, usage, out ImmutableArray<Fault> faults);
        table.Inject(build, values);
        ImmutableArray<Fault> warnings = Hide(table.Definitions, values, _warnings.ToImmutable());
        TargetGraph graph = GraphBuilder.Build(TargetTable.Read(build, out TargetNames names));
        build.NameOf = names.Find;
        SchemaFiles.Refresh(root, graph, table.Definitions, () => ((ISlipwayBuild)build).EnvironmentNames);
        if (invocation.Targets is [{ } word, ..] && string.Equals(word, Guides.Word, StringComparison.OrdinalIgnoreCase) && graph.Find(word) is null)
        {
            screen.Say(Guides.Text(invocation.Targets[1..]));
            return 0;
        }

        ImmutableArray<string> defaultNames = [.. defaults(build).Select(target => names.Find(target) ?? throw new InvalidOperationException("A default target is a property of the build: Execute<Build>(build => build.Compile)."))];
        if (invocation.Has("help") || invocation.Has("list") || (invocation.Targets.IsEmpty && defaultNames.IsEmpty && !invocation.Has("why")))
            return Show(invocation, graph, [.. defaultNames], table, values, faults);

        foreach (Fault warning in warnings)
            screen.Say(WarningLines(warning));
        PlanRequest request = Request(invocation, graph, defaultNames, faults);
        Inject(build, table);
        build.InvokedTargets = build.ListOf(graph.NamesOf(request.Invoked));
        build.ScheduledTargets = build.ListOf(Scheduled(graph, request));
        build.OnBuildInitialized();
        ExecutionPlan plan = Planned(build, graph, request);
        if (invocation.Has("plan"))
            return ShowPlan(plan, graph, invocation, root, interruption.Token);
        CachedTargets? cache = CachedTargets.Of(build, plan, graph, invocation, table, values);
        if (invocation.ValueOf("why") is { } target)
            return WhyRun.Show(graph.Targets[graph.Find(target)!.Value], cache, screen, interruption.Token); // the request knew it
        Requirements.Check(build, plan, table, values);
        if (invocation.Has("dry-run"))
            return DryRun.Show(plan, screen, interruption.Token).GetAwaiter().GetResult();
        screen.KeepLog(new RunLog(root, string.Join('-', build.InvokedTargets), TimeProvider.System.GetUtcNow()));
        ExecutionPlan wrapped = TriedTargets.Wrap(cache?.Wrap(plan) ?? plan);
        int exitCode = new RunOfTargets(screen, interruption, invocation).Run(build, wrapped, graph, RulesOfRun.Of(invocation, build), root);
        cache?.Finish();
        return exitCode;
    }

    private RunScope Scope(AbsolutePath root, ICommandRunner runner, Interruption interruption) => new()
    {
        RootDirectory = root,
        Runner = runner,
        Line = screen.Child,
        Command = command => screen.Command(command, root),
        Say = screen.Say,
        SayLast = screen.SayLast,
        Palette = screen.Palette,
        Columns = ScreenWidth.Read,
        Hide = screen.Hide,
        Mask = screen.Masked,
        Progress = screen.Reached(),
        Wipe = screen.Wipe,
        Answer = json => screen.OwnAnswer = json,
        Cancellation = interruption.Token,
    };

    private ImmutableArray<Fault> Hide(ImmutableArray<ParameterDefinition> parameters, ParameterSet values, ImmutableArray<Fault> warnings)
    {
        foreach (ParameterDefinition secret in parameters.Where(parameter => parameter.IsSecret))
        {
            string[] texts = SecretValues.TextsOf(secret, values);
            foreach (string text in texts.Where(text => text.Length > 0))
                screen.Hide(text);
            if (texts.Any(text => text.Length > 0 && !Mask.CanHide(text)))
            {
                warnings = warnings.Add(new Fault(
                    "SLP1206", $"the secret {secret.Name} is shorter than 8 characters: masked, its gaps would give it away, so it is shown where it is printed", secret.Option, "use a longer one, and print it nowhere"));
            }
        }

        return warnings;
    }

    private IEnumerable<string> WarningLines(Fault warning) =>
        [screen.Palette.Careful($"{warning.Code}  {warning.Cause}"), $"  {screen.Palette.Quiet("place")}  {warning.Place}", $"  {screen.Palette.Quiet("mend")}   {warning.Mend}"];

    private ParameterSet Values(AbsolutePath root, ParameterTable table, Invocation invocation, ImmutableArray<Fault> usage, out ImmutableArray<Fault> faults)
    {
        var found = ImmutableArray.CreateBuilder<Fault>();
        found.AddRange(usage);
        var sources = ImmutableArray.CreateBuilder<ParameterSource>();
        sources.Add(invocation.Parameters with { Folder = Environment.CurrentDirectory });
        sources.Add(EnvironmentVariables.Read(Environment.GetEnvironmentVariables(), table.Definitions) with { Folder = Environment.CurrentDirectory });
        foreach (AbsolutePath file in ParameterFiles(root, invocation, found))
        {
            if (ParameterFile.Read(file, table.Definitions, found, _warnings) is { } source)
                sources.Add(source);
        }

        ParameterSet values = ParameterSet.Resolve(table.Definitions, sources.ToImmutable(), out ImmutableArray<Fault> malformed);
        found.AddRange(malformed);
        faults = found.ToImmutable();
        return values;
    }

    private static IEnumerable<AbsolutePath> ParameterFiles(AbsolutePath root, Invocation invocation, ImmutableArray<Fault>.Builder faults)
    {
        if (invocation.Options.TryGetValue("PROFILE", out string[]? profiles))
        {
            foreach (string profile in Enumerable.Reverse(profiles))
            {
                AbsolutePath file = root / ".nuke" / $"parameters.{profile}.json";
                if (!File.Exists(file))
                    faults.Add(new Fault("SLP1107", $"there is no profile {profile}", $".nuke/{file.Name}", "create the file, or name a profile that exists"));
                yield return file;
            }
        }

        yield return root / ".nuke" / "parameters.json";
    }

    private static PlanRequest Request(Invocation invocation, TargetGraph graph, ImmutableArray<string> defaultNames, ImmutableArray<Fault> usage)
    {
        var faults = usage.ToBuilder();
        IndexList Indices(ImmutableArray<string> names)
        {
            int[] indices = new int[names.Length];
            for (int position = 0; position < indices.Length; position++)
            {
                indices[position] = graph.Find(names[position]) ?? -1;
                if (indices[position] < 0)
                    faults.Add(UnknownTarget(names[position], graph));
            }

            return IndexList.Create(indices);
        }

        IndexList invoked = Indices(invocation.ValueOf("why") is { } why ? [why] : invocation.Targets.IsEmpty ? defaultNames : invocation.Targets);
        IndexList skipped = Indices(invocation.Skip ?? []);
        return faults.Count == 0
            ? new PlanRequest { Invoked = invoked, Skipped = skipped, SkipsAllOthers = invocation.Skip is { IsEmpty: true } }
            : throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    private static Fault UnknownTarget(string name, TargetGraph graph) => new(
        "SLP1201", $"this build has no target {name}", "command line",
        Nearest.Mend(name, [.. graph.Targets.Where(target => target.IsListed).Select(target => target.Name)], "targets"));

    // Injection attributes find their value in the repository; only a run or a plan needs them.
    private static void Inject(SlipwayBuild build, ParameterTable table)
    {
        foreach (Injected injected in table.Injections)
        {
            if (ParameterTable.ValueOf(injected, build) is { } value)
                ParameterTable.Set(build, injected.Member, value);
        }
    }

    // In the order they would run.
    private static IEnumerable<string> Scheduled(TargetGraph graph, PlanRequest request)
    {
        bool[] marks = new bool[graph.Targets.Length];
        foreach (int index in Planner.Schedule(graph, request))
            marks[index] = true;
        foreach (int index in graph.Order)
        {
            if (marks[index])
                yield return graph.Targets[index].Name;
        }
    }

    private static ExecutionPlan Planned(SlipwayBuild build, TargetGraph graph, PlanRequest request)
    {
        var unmet = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (int index in Planner.Schedule(graph, request))
        {
            TargetDeclaration target = graph.Targets[index];
            if (target.StaticConditions.IsEmpty)
                continue;
            string text = string.Join(" && ", target.StaticConditions.Where(condition => !condition.Holds()).Select(condition => condition.Text));
            if (text.Length > 0)
                unmet[target.Name] = text;
        }

        ExecutionPlan plan = Planner.Plan(graph, request, unmet);
        build.ScheduledTargets = build.ListOf(plan.Steps.Where(step => step.SkipReason is null).Select(step => step.Target.Name));
        build.SkippedTargets = build.ListOf(plan.Steps.Where(step => step.SkipReason is not null).Select(step => step.Target.Name));
        return plan;
    }

    private int Show(Invocation invocation, TargetGraph graph, HashSet<string> defaults, ParameterTable table, ParameterSet values, ImmutableArray<Fault> faults)
    {
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Usage, faults);
        if (screen.IsJson)
            screen.Answer(EngineJson.List(graph));
        else if (invocation.Has("list"))
            screen.Say(HelpText.List(graph, defaults, screen.Palette));
        else
            screen.Say(HelpText.Help(graph, Asked(invocation, graph), defaults, table.Definitions, values, screen.Palette));
        return 0;
    }

    private static IndexList Asked(Invocation invocation, TargetGraph graph) => invocation.Targets.IsEmpty ? [] : Request(invocation, graph, [], []).Invoked;

    private int ShowPlan(ExecutionPlan plan, TargetGraph graph, Invocation invocation, AbsolutePath root, CancellationToken cancellation)
    {
        if (invocation.ValueOf("plan")?.ToLowerInvariant() is "html" or "mermaid" or "dot")
            DrawnPlan.Show(invocation.ValueOf("plan")!.ToLowerInvariant(), plan, graph, root, screen); // matched just above
        else if (plan.Steps is [{ Target.OwnPlan: { } own }])
            ShowOwn(own, cancellation);
        else if (screen.IsJson)
            screen.Answer(EngineJson.Plan(plan));
        else
            screen.Say(PlanText.Render(plan, screen.Palette));
        return 0;
    }

    private void ShowOwn(Func<CancellationToken, Task> plan, CancellationToken cancellation)
    {
        plan(cancellation).GetAwaiter().GetResult();
        if (screen is { IsJson: true, OwnAnswer: { } answer })
            screen.Answer(answer);
    }
}
