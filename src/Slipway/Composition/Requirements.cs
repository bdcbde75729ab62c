using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Parameters;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>Checks what the targets that will run cannot do without: all of it, before the first of them.</summary>
internal static class Requirements
{
    public static void Check(SlipwayBuild build, ExecutionPlan plan, ParameterTable table, ParameterSet values)
    {
        ImmutableArray<ParameterDefinition> parameters = table.Definitions;
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var missing = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PlannedTarget step in plan.Steps.Where(step => step.SkipReason is null))
        {
            foreach (Requirement requirement in step.Target.Requirements.Where(requirement => !requirement.IsMet()))
            {
                ParameterDefinition? parameter = parameters.FirstOrDefault(candidate => candidate.Name == requirement.Parameter);
                if (parameter is null)
                    faults.Add(Unmet(requirement, step));
                else if (missing.Add(parameter.Name))
                    faults.Add(Missing(parameter, step.Target.Name));
            }
        }

        foreach (ParameterDefinition parameter in parameters.Where(parameter => parameter.IsRequired && values.Find(parameter.Name) is null && !table.HasOwnValue(build, parameter.Name)))
        {
            if (missing.Add(parameter.Name))
                faults.Add(Missing(parameter, build.GetType().Name));
        }

        if (faults.Count > 0)
            throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    private static Fault Missing(ParameterDefinition parameter, string neededBy) => new(
        "SLP1202", $"{neededBy} needs {parameter.Option}", "command line",
        parameter.IsSecret
            ? $"give it as SLIPWAY_{KebabCase.Of(parameter.Name).Replace('-', '_').ToUpperInvariant()} in the environment; a file that is committed is no place for a secret"
            : $"give {parameter.Option} VALUE, or set {parameter.Name} in .nuke/parameters.json");

    private static Fault Unmet(Requirement requirement, PlannedTarget step) => new(
        "SLP1203", $"{step.Target.Name} requires {requirement.Text}, which does not hold", $"{step.Target.DeclaredBy}.{step.Target.Name}", "make it hold, or leave the target out");
}
