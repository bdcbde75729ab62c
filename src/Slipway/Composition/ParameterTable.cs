using System.Collections.Immutable;
using System.Reflection;
using Slipway.Declaring;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>Reads which parameters a build asks for, and puts their values in place.</summary>
internal sealed class ParameterTable
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<DeclaredParameter> _parameters = [];
    private readonly List<Injected> _injections = [];
    private readonly Dictionary<string, Injected> _componentInjections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _found = new(StringComparer.Ordinal);
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
        build.Injected = name => FindInjected(name, build);
        foreach ((MemberInfo member, ParameterDefinition definition) in _parameters)
        {
            if (member.DeclaringType is { IsInterface: false } && values.Find(definition.Name) is { } value)
                Set(build, member, value.Value);
        }
    }

    /// <summary>True where the build itself gives a parameter a value, in its declaration or before the run.</summary>
    public bool HasOwnValue(SlipwayBuild build, string name)
    {
        foreach ((MemberInfo member, ParameterDefinition definition) in _parameters.Where(parameter => parameter.Definition.Name == name && parameter.Member.DeclaringType is { IsInterface: false }))
        {
            object? value = member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)member).GetValue(build);
            if (value is string text ? text.Trim().Length > 0 : value is not null && (!definition.Type.IsValueType || !value.Equals(Activator.CreateInstance(definition.Type))))
                return true;
        }

        return false;
    }

    /// <summary>What an attribute gives a member; null where it has nothing and the member may do without.</summary>
    /// <exception cref="FaultException">There is no value, and the member is not [Optional].</exception>
    public static object? ValueOf(Injected injected, SlipwayBuild build)
    {
        (MemberInfo member, ValueInjectionAttribute injection) = injected;
        bool isOptional = member.IsDefined(typeof(OptionalAttribute), inherit: false);
        try
        {
            return injection.GetValue(member, build) ?? (isOptional ? null : throw new FaultException(ExitCode.Usage, new Fault(
                "SLP1204", $"there is no value for {member.Name}", $"{member.DeclaringType?.Name}.{member.Name}", "make what the attribute reads available, or mark the member [Optional]")));
        }
        catch (FaultException) when (isOptional)
        {
            return null;
        }
    }

    // A component's member is asked for when it is read: once, and only by runs that need it.
    private object? FindInjected(string name, SlipwayBuild build)
    {
        if (!_componentInjections.TryGetValue(name, out Injected? injected))
            return null;
        lock (_found)
            return _found.TryGetValue(name, out object? value) ? value : _found[name] = ValueOf(injected, build);
    }

    public static void Set(SlipwayBuild build, MemberInfo member, object? value)
    {
        if (member is FieldInfo { IsStatic: true, IsInitOnly: true })
            throw new FaultException(ExitCode.Usage, new Fault("SLP1205", $"{member.Name} is static and readonly: its value cannot be set any more", $"{member.DeclaringType?.Name}.{member.Name}", "drop one of the two words"));
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
            else if (member.IsDefined(typeof(ValueInjectionAttribute), inherit: false))
                Add(new Injected(member, member.GetCustomAttribute<ValueInjectionAttribute>()!), isComponent); // the line above saw it
        }
    }

    private void Add(Injected injected, bool isComponent)
    {
        if (isComponent)
            _componentInjections.TryAdd(injected.Member.Name, injected);
        else
            _injections.Add(injected);
        if (injected.Injection.IsParameter)
            _named.Add(new ParameterDefinition { Name = injected.Member.Name, Type = typeof(string), NeedsPrefix = true });
    }

    private static ParameterDefinition Define(MemberInfo member, bool isComponent)
    {
        ParameterAttribute attribute = AttributeOf(member);
        Type type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return new ParameterDefinition
        {
            Name = attribute.Name ?? member.Name,
            DeclaredBy = member.DeclaringType?.Name ?? "",
            Description = attribute.Description,
            Targets = [.. (attribute.Targets ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Type = type,
            Separator = attribute.Separator ?? " ",
            IsSecret = member.IsDefined(typeof(SecretAttribute), inherit: false),
            IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: false),
            NeedsPrefix = isComponent && member.Module.Assembly == typeof(SlipwayBuild).Assembly,
            Choices = [],
        };
    }

    // Read and not made: each property that reflection sets twice is compiled a setter of its own, a millisecond at every start. A build's own kind may do what it likes.
    private static ParameterAttribute AttributeOf(MemberInfo member)
    {
        CustomAttributeData? declared = member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(ParameterAttribute));
        if (declared is null)
            return member.GetCustomAttribute<ParameterAttribute>()!; // the caller saw it
        var attribute = new ParameterAttribute((string?)declared.ConstructorArguments[0].Value);
        foreach (CustomAttributeNamedArgument given in declared.NamedArguments)
        {
            var text = (string?)given.TypedValue.Value;
            _ = given.MemberName switch
            {
                nameof(ParameterAttribute.Name) => attribute.Name = text,
                nameof(ParameterAttribute.Separator) => attribute.Separator = text,
                _ => attribute.Targets = text,
            };
        }

        return attribute;
    }

    private sealed record DeclaredParameter(MemberInfo Member, ParameterDefinition Definition);
}

/// <summary>A member with an attribute that gives its value.</summary>
internal sealed record Injected(MemberInfo Member, ValueInjectionAttribute Injection);
