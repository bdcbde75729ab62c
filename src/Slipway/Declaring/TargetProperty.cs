using System.Reflection;

namespace Slipway.Declaring;

/// <summary>The property that declares a target.</summary>
internal sealed record TargetProperty(string Name, string DeclaredBy, MethodInfo Getter)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Calls the getter as anybody would: overrides win.</summary>
    public Target Read(SlipwayBuild build) =>
        (Target?)Getter.Invoke(build, null) ?? throw IsNull();

    /// <summary>Calls this very getter; for a class's property that nobody overrides the same as <see cref="Read"/>, without the cost of reflection.</summary>
    public Target ReadOwn(SlipwayBuild build) => CallDirectly(Getter, build) ?? throw IsNull();

    /// <summary>The target this one overrides: the base class's, or the component's default.</summary>
    public Target Overridden(SlipwayBuild build)
    {
        for (Type? type = Getter.DeclaringType?.BaseType; type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.GetProperty(Name, Declared) is { } property && property.PropertyType == typeof(Target) && !property.GetMethod!.IsAbstract)
                return CallDirectly(property.GetMethod!, build);
        }

        PropertyInfo? component = build.GetType().GetInterfaces()
            .Select(candidate => candidate.GetProperty(Name, Declared))
            .FirstOrDefault(property => property is not null && property.PropertyType == typeof(Target) && !property.GetMethod!.IsAbstract);
        return component is null
            ? throw new InvalidOperationException($"{DeclaredBy}.{Name} calls Base(), but overrides nothing.")
            : CallDirectly(component.GetMethod!, build);
    }

    /// <summary>A component's own definition, past any override.</summary>
    public static Target OwnOf<T>(SlipwayBuild build, string name) =>
        typeof(T).GetProperty(name, Declared) is { } property && property.PropertyType == typeof(Target)
            ? CallDirectly(property.GetMethod!, build)
            : throw new InvalidOperationException($"{typeof(T).Name} has no target {name} to inherit.");

    /// <summary>The one target of a component that has exactly one.</summary>
    public static Target OnlyOf<T>(T component)
    {
        PropertyInfo[] targets = [.. typeof(T).GetProperties().Where(property => property.PropertyType == typeof(Target))];
        return targets.Length == 1
            ? (Target)targets[0].GetValue(component)!
            : throw new InvalidOperationException($"{typeof(T).Name} has {targets.Length} targets; say which: DependsOn<{typeof(T).Name}>(x => x.NAME).");
    }

    private InvalidOperationException IsNull() => new($"{DeclaredBy}.{Name} is null; a target is a lambda, _ => _.");

    // A plain call of the method body, without virtual dispatch, as the C# word "base" makes it.
    private static unsafe Target CallDirectly(MethodInfo getter, SlipwayBuild build)
    {
        var code = (delegate*<object, Target>)getter.MethodHandle.GetFunctionPointer();
        return code(build);
    }
}
