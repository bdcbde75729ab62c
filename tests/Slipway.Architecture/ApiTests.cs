using System.Reflection;
using Slipway.Fakes;

namespace Slipway.Architecture;

/// <summary>What others can call, one golden a project: a change here is a change for them.</summary>
public sealed class ApiTests
{
    public static TheoryData<string> All => [.. Projects.All];

    [Theory]
    [MemberData(nameof(All))]
    public void The_public_face_is_known(string project) =>
        Golden.Match(Assembly.Load(project).GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(ApiText.Lines), $"Golden/{project}.txt");
}
