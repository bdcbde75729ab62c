using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Policies;
using Slipway.Targets.Graph;

namespace Slipway.Reports.Console;

/// <summary>What the process of a build is made of: its targets, its lane and its policy. Nothing in it is written for the occasion.</summary>
/// <param name="Application">What is released.</param>
/// <param name="Graph">Targets and their dependencies.</param>
/// <param name="Lane">Environments in order.</param>
/// <param name="Policy">What release managers decided.</param>
/// <param name="OwnGates">Names of the build's own gates.</param>
public sealed record ProcessView(string Application, TargetGraph Graph, ImmutableArray<DeploymentEnvironment> Lane, ReleasePolicy Policy, ImmutableArray<string> OwnGates);

/// <summary>One chapter of a process.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Items">Names, each with what there is to say.</param>
public sealed record ProcessChapter(string Title, ImmutableArray<(string Name, string Text)> Items);
