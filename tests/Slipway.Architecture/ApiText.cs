using System.Reflection;
using System.Runtime.CompilerServices;

namespace Slipway.Architecture;

/// <summary>A type's public and protected members as lines; what a record or compiler adds by itself is left out.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> OfRecords = ["Equals", "GetHashCode", "ToString", "PrintMembers", "<Clone>$", "Deconstruct", "op_Equality", "op_Inequality", "EqualityContract"];

    public static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Kind(type)} {Name(type)}{Above(type)}";
        if (type.IsEnum)
        {
            foreach (string name in Enum.GetNames(type))
                yield return $"  {name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (string member in type.GetMembers(Declared).Select(Member).OfType<string>().Order(StringComparer.Ordinal).Distinct())
            yield return "  " + member;
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.GetMethod("<Clone>$") is not null ? "record"
        : "class";

    private static string Above(Type type)
    {
        string[] names = [.. new[] { type.BaseType }.Where(above => above is not null && above != typeof(object) && above != typeof(ValueType) && above != typeof(Enum)).Concat(
            type.IsEnum ? [] : type.GetInterfaces().Where(face => face.IsPublic && !face.IsGenericType)).Select(above => Name(above!)).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : $" : {string.Join(", ", names)}";
    }

    private static string? Member(MemberInfo member) => member switch
    {
        _ when OfRecords.Contains(member.Name) || (member.IsDefined(typeof(CompilerGeneratedAttribute), false) && member is not ConstructorInfo) => null,
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        ConstructorInfo constructor when IsSeen(constructor) => $"new({Parameters(constructor)})",
        PropertyInfo property when IsSeen(property.GetMethod ?? property.SetMethod) =>
            $"{((property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name} {{ {(property.GetMethod is null ? "" : "get; ")}{Setter(property)}}}",
        MethodInfo { IsSpecialName: false } method when IsSeen(method) => Method(method),
        MethodInfo method when IsSeen(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Method(method),
        EventInfo @event => $"event {@event.Name}",
        _ => null,
    };

    private static string Setter(PropertyInfo property) =>
        property.SetMethod is not { } setter || !IsSeen(setter) ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; "
        : "set; ";

    private static string Method(MethodInfo method) => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{Arguments(method)}({Parameters(method)})";

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static bool IsSeen(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter)
            return type.Name;
        string name = type.FullName is { } full && full.StartsWith("Slipway", StringComparison.Ordinal) ? full.Split('[')[0].Replace('+', '.') : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
