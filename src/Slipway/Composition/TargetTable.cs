using System.Collections.Immutable;
using System.Reflection;
using Slipway.Declaring;
using Slipway.Targets.Declaring;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>Reads the targets of a build: its own properties, its bases' and its components', never a whole assembly.</summary>
internal static class TargetTable
{
    public static ImmutableArray<TargetDeclaration> Read(SlipwayBuild build, out TargetNames names)
    {
        var properties = new Dictionary<string, Declared>(StringComparer.OrdinalIgnoreCase);
        var doubles = ImmutableArray.CreateBuilder<TargetProperty>();
        foreach (TargetProperty property in OfClasses(build.GetType()))
        {
            // The most derived class comes first, so the first of a name is the one that counts, and its getter may be called without looking for overrides.
            if (!properties.ContainsKey(property.Name))
                properties.Add(property.Name, new Declared(property, property.ReadOwn(build)));
        }

        foreach (TargetProperty property in OfComponents(build.GetType()))
        {
            Target target = property.Read(build);
            if (!properties.TryAdd(property.Name, new Declared(property, target)) && !properties[property.Name].Target.Equals(target))
                doubles.Add(property);
        }

        names = new TargetNames(properties.Count);
        foreach ((TargetProperty property, Target target) in properties.Values)
            names.Add(target, property.Name);
        var aliases = Aliases(properties.Values, names);
        var declarations = ImmutableArray.CreateBuilder<TargetDeclaration>(properties.Count + doubles.Count);
        foreach ((TargetProperty property, Target target) in properties.Values)
            declarations.Add(aliases.Contains(property.Name)
                ? new TargetDeclaration { Name = property.Name, DeclaredBy = property.DeclaredBy, DependsOn = [names.Find(target)!] } // it was added above
                : Declare(build, property, target, names));
        foreach (TargetProperty property in doubles)
            declarations.Add(new TargetDeclaration { Name = property.Name, DeclaredBy = property.DeclaredBy });
        return declarations.ToImmutable();
    }

    // "Target A => B" gives B's lambda another name: A gathers B, and B runs once. The lambda of a property knows its property.
    private static HashSet<string> Aliases(IReadOnlyCollection<Declared> all, TargetNames names)
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach ((TargetProperty property, Target target) in all)
        {
            if (names.Find(target) is not { } first || first == property.Name)
                continue;
            bool isOwn = target.Method.Name.Contains($"<get_{property.Name}>", StringComparison.Ordinal);
            if (isOwn)
                names.Rename(target, property.Name);
            aliases.Add(isOwn ? first : property.Name);
        }

        return aliases;
    }

    private static IEnumerable<TargetProperty> OfClasses(Type build)
    {
        for (Type? type = build; type is not null && type != typeof(SlipwayBuild); type = type.BaseType)
        {
            foreach (MethodInfo getter in Getters.Of(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, ofTargets: true))
                yield return new TargetProperty(Getters.NameOf(getter), type.Name, getter);
        }
    }

    private static IEnumerable<TargetProperty> OfComponents(Type build)
    {
        foreach (Type component in build.GetInterfaces())
        {
            if (component.Namespace is "System" or "System.Collections.Generic")
                continue;
            foreach (MethodInfo getter in Getters.Of(component, BindingFlags.Instance | BindingFlags.Public, ofTargets: true))
                yield return new TargetProperty(Getters.NameOf(getter), component.Name, getter);
        }
    }

    private static TargetDeclaration Declare(SlipwayBuild build, TargetProperty property, Target target, TargetNames names)
    {
        var definition = (TargetDefinition)target(new TargetDefinition(build, property));
        TargetDeclaration declaration = definition.Declaration;
        foreach ((EdgeKind kind, Target other) in definition.Edges)
        {
            string name = names.Find(other) ?? throw new FaultException(ExitCode.Usage, Unnamed(property));
            declaration = kind switch
            {
                EdgeKind.DependsOn => declaration with { DependsOn = declaration.DependsOn.Add(name) },
                EdgeKind.DependentFor => declaration with { DependentFor = declaration.DependentFor.Add(name) },
                EdgeKind.Before => declaration with { Before = declaration.Before.Add(name) },
                EdgeKind.After => declaration with { After = declaration.After.Add(name) },
                EdgeKind.Triggers => declaration with { Triggers = declaration.Triggers.Add(name) },
                _ => declaration with { TriggeredBy = declaration.TriggeredBy.Add(name) },
            };
        }

        return declaration;
    }

    private sealed record Declared(TargetProperty Property, Target Target);

    private static Fault Unnamed(TargetProperty property) => new(
        "SLP1005", $"target {property.Name} refers to a lambda that is no property of this build", $"{property.DeclaredBy}.{property.Name}",
        "refer to properties of type Target; a target lambda must not capture local variables");
}
