using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Policies;

namespace Slipway.Reports.Console;

/// <summary>The process of a build in words, read from the code and the policy that run it: it cannot be out of date.</summary>
public static class ProcessText
{
    private const string Rules = "Rules";

    /// <summary>The process on a screen.</summary>
    public static IEnumerable<string> Render(ProcessView view, Palette palette)
    {
        yield return palette.Strong(Heading(view));
        foreach (ProcessChapter chapter in Chapters(view))
        {
            yield return "";
            yield return palette.Strong(chapter.Title);
            int width = chapter.Items.Select(item => item.Name.Length).DefaultIfEmpty(0).Max() + 2;
            foreach ((string name, string text) in chapter.Items)
                yield return $"  {name.PadRight(width)}{text}".TrimEnd();
        }
    }

    /// <summary>What is explained, and by which policy.</summary>
    public static string Heading(ProcessView view) => $"How {view.Application} is released: {(view.Lane.IsEmpty ? "sealed, and deployed nowhere" : string.Join(" → ", view.Lane.Select(environment => environment.Name)))} ({view.Policy.Preset}, policy {(view.Policy.Digest.Length > 12 ? view.Policy.Digest[..12] : view.Policy.Digest)})";

    /// <summary>The process, chapter by chapter; chapters without an item are left out.</summary>
    public static ImmutableArray<ProcessChapter> Chapters(ProcessView view) =>
    [
        .. new ProcessChapter[]
        {
            new("Targets", [.. Targets(view)]),
            new("Environments", [.. view.Lane.Select(environment => (environment.Name, $"{environment.Url}; {(IsGoverned(view, environment.Name) ? "consent and the profile's gates are asked for" : "no consent is asked for")}"))]),
            new("Gates of every release", [.. BuiltInGates.All.Select(gate => gate.Name).Concat(view.OwnGates).Select(name => (name, view.OwnGates.Contains(name) ? "this build's own" : ""))]),
            new("By size of the release", [.. view.Policy.Profiles.Select(profile => (Word(profile.Key), Profile(profile.Key, profile.Value)))]),
            new("Listed and asked for by no profile", [.. Unasked.Of(view.Policy).Select(one => (one.Setting, $"add {one.Gate} to the gates of a profile"))]),
            new("Consent", [.. Consent(view.Policy)]),
            new("Roles", [.. Roles(view.Policy)]),
            new("Checklist", [.. view.Policy.Checklist.OrderBy(item => item.Phase).Select(item => (item.Id, $"{item.Text} ({Word(item.Phase)}{(item.Gate is { } gate ? $", ticked off by gate {gate}" : item.Role is { } role ? $", by {role}" : "")}{(item.Profiles.IsEmpty ? "" : $"; {string.Join(", ", item.Profiles)}")})"))]),
            new("Windows and freezes", [.. view.Policy.Freezes.Select(window => (window.Id, Window(window)))]),
            new("Way back", [.. WayBack(view)]),
        }.Where(chapter => !chapter.Items.IsEmpty),
    ];

    private static IEnumerable<(string Name, string Text)> Targets(ProcessView view)
    {
        for (int index = 0; index < view.Graph.Targets.Length; index++)
        {
            if (view.Graph.Targets[index] is { IsListed: true } target)
                yield return (target.Name, $"{target.Description}{(view.Graph.Dependencies[index].Count == 0 ? "" : $"  ← {string.Join(", ", view.Graph.NamesOf(view.Graph.Dependencies[index]))}")}".TrimStart());
        }
    }

    private static bool IsGoverned(ProcessView view, string environment) => view.Policy.Approvals.Environments.IsEmpty ? environment == view.Lane[^1].Name : view.Policy.Approvals.Environments.Contains(environment);

    private static string Profile(ReleaseProfile size, ProfilePolicy profile) => string.Join("; ", new[]
    {
        size == ReleaseProfile.Emergency ? "asked for with --emergency and an exception" : string.Create(CultureInfo.InvariantCulture, $"risk up to {profile.UpTo}"),
        profile.Approvals.IsEmpty ? "no consent" : string.Create(CultureInfo.InvariantCulture, $"consent of {string.Join(", ", profile.Approvals.Select(rule => $"{rule.Count} {rule.Role}"))}, good for {profile.ApprovalHours} h"),
        profile.Gates.IsEmpty ? "no further gates" : $"gates {string.Join(", ", profile.Gates)}",
        profile.SoakMinutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{profile.SoakMinutes} min {(profile.Gates.Contains("soak") ? "in the environment in front" : "live before it is closed")}"),
        profile.Gates.Contains("rehearsal") ? string.Create(CultureInfo.InvariantCulture, $"way back rehearsed within {profile.RehearsalDays} days{(profile.RehearsesPackage ? " with this very package" : "")}") : "",
        size == ReleaseProfile.Emergency ? string.Create(CultureInfo.InvariantCulture, $"countersigned within {profile.CountersignHours} h") : "",
    }.Where(part => part.Length > 0));

    private static IEnumerable<(string Name, string Text)> Consent(ReleasePolicy policy)
    {
        ApprovalPolicy approvals = policy.Approvals;
        yield return (Rules, string.Join("; ", new[]
        {
            approvals.Signed ? "signed with an SSH key of the policy" : "the git identity is believed",
            approvals.NotAuthor ? "nobody approves what they wrote" : "",
            approvals.NotRequester ? "nobody approves what they deploy" : "",
            approvals.Ordered ? "roles consent in order" : "",
            approvals.PlanFirst ? "the plan is approved first" : "",
        }.Where(part => part.Length > 0)));
        if (policy.Owner is { } owner)
            yield return ("Owner", owner);
        if (!policy.Roots.People.IsEmpty)
            yield return ("Policy", string.Create(CultureInfo.InvariantCulture, $"changed by {policy.Roots.Threshold} of {string.Join(", ", policy.Roots.People)}"));
    }

    private static IEnumerable<(string Name, string Text)> Roles(ReleasePolicy policy) => policy.People
        .SelectMany(person => person.Value.Roles.Select(role => (Role: role, Person: person.Value.Name.Length > 0 ? person.Value.Name : person.Key)))
        .Concat(policy.Profiles.Values.SelectMany(profile => profile.Approvals).Where(rule => rule.Role != "any").Select(rule => (rule.Role, Person: "")))
        .GroupBy(item => item.Role, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, string.Join(", ", group.Select(item => item.Person).Where(person => person.Length > 0).Distinct()) is { Length: > 0 } people ? people : "nobody yet"));

    private static string Window(FreezeWindow window) =>
        $"{(window.Kind == FreezeKind.Deny ? "nothing is deployed" : "deployments only")} {FreezeDeclared.Moment.Format(window.Start)} – {FreezeDeclared.Moment.Format(window.End)} {window.Zone}{(window.Repeats == Repetition.Never ? "" : $", {Word(window.Repeats)}")}, {(window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments))}{(window.Reason.Length > 0 ? $": {window.Reason}" : "")}";

    private static IEnumerable<(string Name, string Text)> WayBack(ProcessView view)
    {
        if (view.Graph.Find("Rollback") is not null)
            yield return ("By a person", "./build.sh Rollback --environment … --reason \"…\": to the newest release that succeeded before and is not barred; the release it leaves is barred there and the environment pinned");
        yield return ("By itself", "a deployment whose smoke test fails after traffic moved is taken back and its package barred there; never frozen, no consent needed");
        if (view.Graph.Find("Rehearse") is not null && !view.Lane.IsEmpty)
            yield return ("Rehearsed", $"./build.sh Rehearse: {view.Lane[0].Name} goes back and forward again, with smoke tests both times");
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
