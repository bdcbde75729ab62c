using Slipway.Targets.Caching;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Caching;

/// <summary>What is wrong with what a target makes.</summary>
internal static class CacheFaults
{
    public static Fault MadeNothing(CachedWork work, PathPattern output) => new(
        "SLP1302", $"{work.Target} succeeded and made no {output}", $"{work.DeclaredBy}.{work.Target}",
        "let it make what its Outputs say, or take that out of them");

    public static Fault ReadsWhatItMakes(CachedWork work, string path) => new(
        "SLP1303", $"{work.Target} reads and makes {path}: it would never be known again, or take an edit back", $"{work.DeclaredBy}.{work.Target}",
        $"leave it out of what is read: .InputsExcept(\"{path}\")");

    public static Fault MadeByTwo(CachedWork work, string path, string other) => new(
        "SLP1304", $"{work.Target} and {other} both make {path}: neither could be taken from the cache without the other's",
        $"{work.DeclaredBy}.{work.Target}",
        "give each a folder of its own");

    public static Fault Differs(CachedWork work, OutputFile? kept, OutputFile? made, string path) => new(
        "SLP1305",
        $"{work.Target} made another {path} from the same inputs\nin the cache: {Text(kept)}\njust made:    {Text(made)}",
        $"{work.DeclaredBy}.{work.Target}",
        "declare what else it reads (Inputs, InputVariables, InputTool), or let it make the same bytes every time: no times, no chance");

    private static string Text(OutputFile? output) => output switch
    {
        null => "nothing",
        { Kind: OutputKind.Link } => $"a link to {output.Content}",
        { Kind: OutputKind.Folder } => $"an empty folder, mode {Mode(output)}",
        _ => $"sha256 {output.Content}, {output.Size} bytes, mode {Mode(output)}",
    };

    private static string Mode(OutputFile output) => Convert.ToString(output.Mode, 8);
}
