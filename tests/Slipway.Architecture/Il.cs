using System.Collections.Frozen;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Slipway.Architecture;

/// <summary>Walks the instructions of a method for the metadata they name.</summary>
internal static class Il
{
    private static readonly FrozenDictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Tokens(BlobReader reader)
    {
        var tokens = new List<EntityHandle>();
        while (reader.RemainingBytes > 0)
        {
            int code = reader.ReadByte();
            if (code == 0xFE)
                code = 0xFE00 | reader.ReadByte();
            Step(ref reader, Operands[code], tokens);
        }

        return tokens;
    }

    private static void Step(ref BlobReader reader, OperandType operand, List<EntityHandle> tokens)
    {
        switch (operand)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok:
                tokens.Add(MetadataTokens.EntityHandle(reader.ReadInt32()));
                break;
            case OperandType.InlineSwitch:
                int count = reader.ReadInt32();
                reader.Offset += count * 4;
                break;
            default:
                reader.Offset += Size(operand);
                break;
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
