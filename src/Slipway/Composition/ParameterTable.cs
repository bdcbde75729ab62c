using System.Collections.Immutable;
using System.Reflection;
using Slipway.Declaring;
using Slipway.Targets.Parameters;

namespace Slipway.Composition;

/// <summary>Reads which parameters a build asks for, and puts their values in place.</summary>
internal sealed class ParameterTable
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<DeclaredParameter> _parameters = [];
    private readonly List<Injected> _injections = [];
    private readonly List<ParameterDefinition> _named = [];

    public ParameterTable(Type build)
    {
        for (Type? type = build; type is not null && type != typeof(SlipwayBuild); type = type.BaseType)
            Read(type, isComponent: false);
        foreach (Type component in build.GetInterfaces())
            Read(component, isComponent: true);
        Definitions = [.. _parameters.Select(parameter => parameter.Definition).Concat(_named).DistinctBy(definition => Targets.Graph.TargetName.Key(definition.Name))];
    }

    public ImmutableArray<ParameterDefinition> Definitions { get; }

    /// <summary>Members that get a value from an attribute of their own.</summary>
    public IReadOnlyList<Injected> Injections => _injections;

    /// <summary>Gives the build's own fields and properties their values; components ask for theirs.</summary>
    public void Inject(SlipwayBuild build, ParameterSet values)
    {
        build.Parameters = values;
        foreach ((MemberInfo member, ParameterDefinition definition) in _parameters)
        {
            if (member.DeclaringType is { IsInterface: false } && values.Find(definition.Name) is { } value)
                Set(build, member, value.Value);
        }
    }

    public static void Set(SlipwayBuild build, MemberInfo member, object? value)
    {
        if (member is FieldInfo field)
            field.SetValue(build, value);
        else if (member is PropertyInfo { CanWrite: true } property)
            property.SetValue(build, value);
        else if (member is PropertyInfo getter)
            getter.DeclaringType!.GetField($"<{getter.Name}>k__BackingField", Declared)?.SetValue(build, value); // a get-only auto property
    }

    private void Read(Type type, bool isComponent)
    {
        // A target is no parameter, and a build may have thousands.
        IEnumerable<PropertyInfo> properties = Getters.Of(type, Declared, ofTargets: false).Select(getter => Getters.PropertyOf(getter, Declared)).OfType<PropertyInfo>();
        foreach (MemberInfo member in (MemberInfo[])[.. properties, .. type.GetFields(Declared)])
        {
            if (member.IsDefined(typeof(ParameterAttribute), inherit: false))
                _parameters.Add(new DeclaredParameter(member, Define(member, isComponent)));
            else if (!isComponent && member.IsDefined(typeof(ValueInjectionAttribute), inherit: false))
                Add(new Injected(member, member.GetCustomAttribute<ValueInjectionAttribute>()!)); // the line above saw it
        }
    }

    private void Add(Injected injected)
    {
        _injections.Add(injected);
        if (injected.Injection.IsParameter)
            _named.Add(new ParameterDefinition { Name = injected.Member.Name, Type = typeof(string), NeedsPrefix = true });
    }

    private static ParameterDefinition Define(MemberInfo member, bool isComponent)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>()!; // the caller saw it
        Type type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return new ParameterDefinition
        {
            Name = attribute.Name ?? member.Name,
            Description = attribute.Description,
            Type = type,
            Separator = attribute.Separator ?? " ",
            IsSecret = member.IsDefined(typeof(SecretAttribute), inherit: false),
            IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: false),
            NeedsPrefix = isComponent && member.Module.Assembly == typeof(SlipwayBuild).Assembly,
            Choices = [],
        };
    }

    private sealed record DeclaredParameter(MemberInfo Member, ParameterDefinition Definition);
}

/// <summary>A member with an attribute that gives its value.</summary>
internal sealed record Injected(MemberInfo Member, ValueInjectionAttribute Injection);
