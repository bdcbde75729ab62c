using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Architecture;

/// <summary>A type that code mentions, or a member of it.</summary>
/// <param name="Type">Full name of the outermost type.</param>
/// <param name="Member">Name of a member of another assembly, or null.</param>
/// <param name="IsOwn">True when the type is of the same assembly.</param>
internal sealed record Mention(string Type, string? Member, bool IsOwn);

/// <summary>One compiled type with everything it mentions: base, interfaces, fields, signatures, locals and the operands of its IL.</summary>
internal sealed record CodeType(string FullName, string Namespace, string Name, TypeAttributes Attributes, bool IsNested, bool IsGenerated, ImmutableHashSet<Mention> Mentions, ImmutableArray<CodeField> Fields, ImmutableArray<string> Interfaces, string? Base);

internal sealed record CodeField(string Name, FieldAttributes Attributes, string Type);

/// <summary>The lines a method's body covers, first to last statement.</summary>
internal sealed record CodeMethod(string Type, string Name, string File, int FirstLine, int LastLine);

/// <summary>Reads compiled assemblies without loading them.</summary>
internal sealed class Code : IDisposable
{
    private readonly PEReader _pe;
    private readonly MetadataReader _reader;
    private readonly AbsolutePath _file;

    private Code(AbsolutePath file)
    {
        _file = file;
        _pe = new PEReader(File.OpenRead(file));
        _reader = _pe.GetMetadataReader();
    }

    public static ImmutableArray<CodeType> Read(string assembly)
    {
        using var code = new Code(FileOf(assembly));
        return [.. code._reader.TypeDefinitions.Select(code.ReadType)];
    }

    public static ImmutableArray<CodeMethod> ReadMethods(string assembly)
    {
        using var code = new Code(FileOf(assembly));
        using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(code._file.WithExtension("pdb")));
        return [.. code.ReadMethods(symbols.GetMetadataReader())];
    }

    public void Dispose() => _pe.Dispose();

    private static AbsolutePath FileOf(string assembly) => AbsolutePath.Create(AppContext.BaseDirectory) / (assembly + ".dll");

    private CodeType ReadType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        var mentions = new Mentions(_reader);
        mentions.Add(type.BaseType);
        foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
            mentions.Add(_reader.GetInterfaceImplementation(implementation).Interface);
        foreach (FieldDefinitionHandle field in type.GetFields())
            _reader.GetFieldDefinition(field).DecodeSignature(mentions, null);
        foreach (MethodDefinitionHandle method in type.GetMethods())
            ReadMethod(_reader.GetMethodDefinition(method), mentions);
        return new CodeType(
            Mentions.FullName(_reader, handle), Mentions.Outermost(_reader, handle).Namespace, _reader.GetString(type.Name), type.Attributes, type.IsNested, IsGenerated(handle),
            mentions.Found, [.. type.GetFields().Select(ReadField)],
            [.. type.GetInterfaceImplementations().Select(implementation => Mentions.NameOf(_reader, _reader.GetInterfaceImplementation(implementation).Interface))],
            type.BaseType.IsNil ? null : Mentions.NameOf(_reader, type.BaseType));
    }

    private CodeField ReadField(FieldDefinitionHandle handle)
    {
        FieldDefinition field = _reader.GetFieldDefinition(handle);
        var mentions = new Mentions(_reader);
        field.DecodeSignature(mentions, null);
        return new CodeField(_reader.GetString(field.Name), field.Attributes, string.Join(' ', mentions.Found.Select(mention => mention.Type)));
    }

    private bool IsGenerated(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        bool isMarked = _reader.GetString(type.Name).Contains('<', StringComparison.Ordinal)
            || type.GetCustomAttributes().Any(attribute => Mentions.NameOf(_reader, _reader.GetCustomAttribute(attribute).Constructor).EndsWith("CompilerGeneratedAttribute", StringComparison.Ordinal));
        return isMarked || (type.IsNested && IsGenerated(type.GetDeclaringType()));
    }

    private void ReadMethod(MethodDefinition method, Mentions mentions)
    {
        method.DecodeSignature(mentions, null);
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = _pe.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentions, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            mentions.Add(region.CatchType);
        foreach (EntityHandle operand in Il.Tokens(body.GetILReader()))
            mentions.Add(operand);
    }

    private IEnumerable<CodeMethod> ReadMethods(MetadataReader symbols)
    {
        foreach (MethodDefinitionHandle handle in _reader.MethodDefinitions)
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            List<SequencePoint> points = [.. symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden)];
            if (points.Count == 0)
                continue;
            string file = symbols.GetString(symbols.GetDocument(points[0].Document).Name);
            yield return new CodeMethod(
                Mentions.FullName(_reader, method.GetDeclaringType()), _reader.GetString(method.Name), file, points.Min(point => point.StartLine), points.Max(point => point.EndLine));
        }
    }
}
