using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Slipway.Execution.Caching;
using Slipway.Processes;
using Slipway.Running;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>What a target's work depends on beside files: the build program, the machine, parameters, variables and tools.</summary>
internal sealed class OtherInputs(ImmutableArray<ParameterDefinition> parameters, ParameterSet values, TargetCache cache)
{
    private readonly Lazy<string> _program = new(() => ProgramDigest(cache));

    /// <summary>Reads all of it as it is now.</summary>
    public async Task<ImmutableArray<InputField>> ReadAsync(TargetDeclaration target, CacheDeclaration declared, CancellationToken cancellation)
    {
        RunScope scope = RunScope.Current;
        var fields = ImmutableArray.CreateBuilder<InputField>();
        fields.Add(new InputField(InputKind.Program, "build program", _program.Value));
        fields.Add(new InputField(
            InputKind.Machine, "machine", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}"));
        fields.Add(new InputField(InputKind.Machine, "folder", scope.RootDirectory));
        fields.AddRange(Declared("reads", declared.Inputs));
        fields.AddRange(Declared("leaves out", declared.Except));
        fields.AddRange(Declared("makes", declared.Outputs));
        fields.AddRange(ParameterFields(target, declared, scope.Mask));
        fields.AddRange(DeclaredEnvironment.Fields(declared, DeclaredEnvironment.Read(), scope.Mask));
        foreach (ToolInput tool in declared.Tools.Distinct())
            fields.Add(new InputField(InputKind.Tool, tool.Name, await VersionAsync(tool, scope, cancellation).ConfigureAwait(false)));
        return fields.ToImmutable();
    }

    private static IEnumerable<InputField> Declared(string word, ImmutableArray<string> patterns) =>
        patterns.Distinct(StringComparer.Ordinal).Select(pattern => new InputField(InputKind.Declaration, $"{word} {pattern}", "declared"));

    // Any edit of the build counts: what a target does stands in it, and nobody can tell which of it a target uses.
    private static string ProgramDigest(TargetCache cache)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(IsProgram).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\0{cache.DigestOf(file)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsProgram(string file) =>
        file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".runtimeconfig.json", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<InputField> ParameterFields(TargetDeclaration target, CacheDeclaration declared, Func<string, string> mask)
    {
        var named = declared.Parameters.GroupBy(parameter => parameter.Name, StringComparer.Ordinal).Select(same => same.First()).ToList();
        foreach (ParameterInput parameter in named)
            yield return Field(parameter.Name, parameter.Read(), mask, target);
        // What it requires it reads; and where it names none, it may read any.
        HashSet<string> others = [.. target.Requirements.Select(requirement => requirement.Parameter ?? "")];
        foreach (ParameterDefinition parameter in parameters)
        {
            if (parameter.Name == "NoCache" || named.Any(one => one.Name == parameter.Name))
                continue;
            if ((named.Count == 0 && values.Find(parameter.Name) is not null) || others.Contains(parameter.Name))
                yield return Field(parameter.Name, values.Find(parameter.Name)?.Value, mask, target);
        }
    }

    private InputField Field(string name, object? value, Func<string, string> mask, TargetDeclaration target)
    {
        if (value is not null && parameters.Any(parameter => parameter.Name == name && parameter.IsSecret))
            return new InputField(InputKind.Parameter, name, DeclaredEnvironment.Secret);
        string text = ParameterText.Of(value) ?? throw new FaultException(ExitCode.Usage, new Fault(
            "SLP1010", $"{target.Name} reads {name}, and values of the type {value?.GetType().Name} have no text that tells them apart",
            $"{target.DeclaredBy}.{target.Name}", $"say what of it counts: .Inputs(() => {name}.…)"));
        return new InputField(InputKind.Parameter, name, mask(text) == text ? text : DeclaredEnvironment.Secret);
    }

    private async Task<string> VersionAsync(ToolInput tool, RunScope scope, CancellationToken cancellation)
    {
        if (ProgramPath.Find(tool.Name, scope.RootDirectory, Environment.GetEnvironmentVariable("PATH")) is not { } file)
            return "absent";
        string real = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        var command = new Command { Executable = file, Arguments = [tool.VersionArgument], WorkingDirectory = scope.RootDirectory };
        CommandResult result = await scope.Runner.RunAsync(command, null, cancellation).ConfigureAwait(false);
        string version = result.Output.Select(line => line.Text.Trim()).FirstOrDefault(text => text.Length > 0) ?? $"exit {result.ExitCode}";
        return $"{scope.Mask(version)}, sha256 {cache.DigestOf(real)}";
    }
}
