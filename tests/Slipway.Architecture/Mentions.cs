using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Slipway.Architecture;

/// <summary>Gathers every type and member that handles and signatures lead to.</summary>
internal sealed class Mentions(MetadataReader reader) : ISignatureTypeProvider<int, object?>
{
    private readonly ImmutableHashSet<Mention>.Builder _found = ImmutableHashSet.CreateBuilder<Mention>();

    public ImmutableHashSet<Mention> Found => _found.ToImmutable();

    public static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        return type.IsNested ? $"{FullName(reader, type.GetDeclaringType())}.{name}" : Joined(reader.GetString(type.Namespace), name);
    }

    public static (string Namespace, string FullName) Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return type.IsNested ? Outermost(reader, type.GetDeclaringType()) : (reader.GetString(type.Namespace), FullName(reader, handle));
    }

    /// <summary>Full name of the type behind a handle, generic arguments left out.</summary>
    public static string NameOf(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
            return FullName(reader, (TypeDefinitionHandle)handle);
        if (handle.Kind == HandleKind.MethodDefinition)
            return FullName(reader, reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
        var mentions = new Mentions(reader);
        mentions.Add(handle);
        return mentions.First ?? "";
    }

    public void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodDefinition:
                Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(this, null);
                break;
            case HandleKind.MemberReference:
                AddMember(reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
        }
    }

    private string? First { get; set; }

    private void AddMember(MemberReference member)
    {
        Add(member.Parent);
        if (member.Parent.Kind == HandleKind.TypeReference)
            Keep(new Mention(Outermost((TypeReferenceHandle)member.Parent), reader.GetString(member.Name), IsOwn: false));
        if (member.GetKind() == MemberReferenceKind.Method)
            member.DecodeMethodSignature(this, null);
        else
            member.DecodeFieldSignature(this, null);
    }

    private void Keep(Mention mention)
    {
        First ??= mention.Type;
        _found.Add(mention);
    }

    private string Outermost(TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Outermost((TypeReferenceHandle)type.ResolutionScope)
            : Joined(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private static string Joined(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    public int GetTypeFromDefinition(MetadataReader _, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Keep(new Mention(Outermost(reader, handle).FullName, null, IsOwn: true));
        return 0;
    }

    public int GetTypeFromReference(MetadataReader _, TypeReferenceHandle handle, byte rawTypeKind)
    {
        Keep(new Mention(Outermost(handle), null, IsOwn: false));
        return 0;
    }

    public int GetTypeFromSpecification(MetadataReader _, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(object? genericContext, int index) => 0;

    public int GetGenericTypeParameter(object? genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;
}
