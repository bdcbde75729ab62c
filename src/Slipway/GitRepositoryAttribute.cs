using System.Reflection;
using Slipway.Git;

namespace Slipway;

/// <summary>Gives a member of type <see cref="GitRepository"/> what git's own files say about the repository; no process is started.</summary>
public class GitRepositoryAttribute : ValueInjectionAttribute
{
    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, SlipwayBuild build) => GitRepository.FromLocalDirectory(SlipwayBuild.RootDirectory);
}
