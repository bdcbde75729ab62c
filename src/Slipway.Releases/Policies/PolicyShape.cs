using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Evidence;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>Which settings a policy has, and what each may be.</summary>
internal static class PolicyShape
{
    public static ReleasePolicy Read(SectionReader policy) => new()
    {
        Preset = policy.Text("preset") ?? Presets.Default,
        Owner = policy.Text("owner"),
        People = policy.Map("people", (_, person) => new Person(person.Required("name"), person.Texts("mail"), person.Texts("keys"), person.Texts("roles"))),
        Roots = policy.Section("roots", roots => new RootPolicy { People = roots.Texts("people"), Threshold = roots.Whole("threshold", 1, 1, 100) }),
        Approvals = policy.Section("approvals", Approvals),
        Profiles = policy.Section("profiles", Profiles),
        Risk = policy.Section("risk", Risk),
        Freezes = policy.List("freezes", Freeze),
        Checklist = policy.List("checklist", Item),
        Criteria = policy.List("criteria", criterion => new AcceptanceCriterion(criterion.Required("id"), criterion.Required("text"), criterion.Texts("tests"))),
        Scenarios = policy.Texts("scenarios"),
        Ledger = policy.Section("ledger", ledger => new LedgerPolicy
        {
            Store = ledger.Text("store", text => text is "file" or "branch" ? text : null, "give file or branch") ?? "file",
            Remote = ledger.Text("remote") ?? new LedgerPolicy().Remote,
            Branch = ledger.Text("branch") ?? new LedgerPolicy().Branch,
        }),
        Packages = policy.Section("packages", packages => new PackagesPolicy
        {
            Folder = packages.Text("folder"), Keep = packages.Whole("keep", 10, 0, 10_000), WaysBack = packages.Whole("waysBack", 3, 1, 1_000),
        }),
        Gates = policy.Section("gates", Gates),
        Deployment = policy.Section("deployment", deployment => new DeploymentPolicy
        {
            ReadySeconds = deployment.Whole("readySeconds", 30, 1, 3600),
            DrainSeconds = deployment.Whole("drainSeconds", 30, 0, 3600),
            StopSeconds = deployment.Whole("stopSeconds", 10, 0, 600),
        }),
    };

    /// <summary>Settings that are each possible and cannot hold together.</summary>
    public static IEnumerable<Fault> Contradictions(ReleasePolicy policy, PolicyNode node)
    {
        string Place(string name) => node.Members.GetValueOrDefault(name)?.Place ?? node.Place;
        if (policy.Owner is { } owner && !policy.People.ContainsKey(owner))
            yield return Unknown("owner", owner, policy, Place("owner"));
        foreach (string name in policy.People.Keys.Where(name => !IsName(name)))
            yield return new Fault("SLP2514", $"'{name}' cannot be a person's short name", Place("people"), "use letters, digits, '.', '_' and '-', beginning with a letter");
        foreach ((string name, Person person) in policy.People)
        {
            foreach (string key in person.Keys.Where(key => !IsKey(key)))
                yield return new Fault("SLP2515", $"{name} has a key that is no public SSH key: '{key[..Math.Min(30, key.Length)]}'", Place("people"), "give the line of the .pub file: ssh-ed25519 AAAA…");
        }

        foreach (string root in policy.Roots.People.Where(root => !policy.People.ContainsKey(root)))
            yield return Unknown("roots.people", root, policy, Place("roots"));
        if (policy.Roots.People.Length > 0 && policy.Roots.Threshold > policy.Roots.People.Length)
            yield return new Fault("SLP2511", $"roots.threshold is {policy.Roots.Threshold}, and there are {policy.Roots.People.Length} roots", Place("roots"), "name more roots, or ask for fewer");
        foreach ((ReleaseProfile profile, string role) in policy.Profiles.SelectMany(one => one.Value.Approvals.GroupBy(rule => rule.Role).Where(group => group.Count() > 1).Select(group => (one.Key, group.Key))))
            yield return new Fault("SLP2516", $"profiles.{JsonNamingPolicy.CamelCase.ConvertName(profile.ToString())} asks for the role {role} twice", Place("profiles"), "ask once, with a count");
        foreach (string twice in policy.Freezes.GroupBy(window => window.Id).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new Fault("SLP2512", $"two freezes are called {twice}", Place("freezes"), "give each an id of its own");
        foreach (string twice in policy.People.SelectMany(person => person.Value.Keys.Select(Keys.Body).Distinct()).GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new Fault("SLP2513", $"two people have the key {twice[..Math.Min(40, twice.Length)]}…", Place("people"), "a key belongs to one person: otherwise one hand could sign for two");
    }

    // Names and keys become lines of an allowed-signers file: nothing in them may mean anything else there.
    private static bool IsName(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-');

    private static bool IsKey(string key) => Keys.Body(key).Split(' ') is [{ Length: > 3 } type, { Length: > 20 } body]
        && type.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '@' or '.') && body.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '/' or '=');

    private static Fault Unknown(string setting, string person, ReleasePolicy policy, string place) =>
        new("SLP2510", $"{setting} names {person}, who is not in people", place, Nearest.Mend(person, [.. policy.People.Keys], "people"));

    private static ApprovalPolicy Approvals(SectionReader approvals) => new()
    {
        Environments = approvals.Texts("environments"),
        Signed = approvals.Flag("signed", false),
        NotAuthor = approvals.Flag("notAuthor", false),
        Since = approvals.Text("since", text => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower) ? text : null, "give the whole id of a commit: git rev-parse v1.0.0^{commit}"),
        NotRequester = approvals.Flag("notRequester", false),
        Ordered = approvals.Flag("ordered", false),
        PlanFirst = approvals.Flag("planFirst", false),
        ExceptionHours = approvals.Whole("exceptionHours", 1, 24 * 365),
    };

    private static ImmutableSortedDictionary<ReleaseProfile, ProfilePolicy> Profiles(SectionReader profiles) =>
        Enum.GetValues<ReleaseProfile>().ToImmutableSortedDictionary(profile => profile, profile => profiles.Section(JsonNamingPolicy.CamelCase.ConvertName(profile.ToString()), section => Profile(section, profile)));

    private static ProfilePolicy Profile(SectionReader profile, ReleaseProfile size) => new()
    {
        UpTo = profile.Whole("upTo", size switch { ReleaseProfile.Patch => 25, ReleaseProfile.Minor => 60, _ => 100 }, 0, 100),
        Approvals = profile.List("approvals", rule => new ApprovalRule(rule.Required("role"), rule.Whole("count", 1, 1, 20))),
        ApprovalHours = profile.Whole("approvalHours", 72, 1, 24 * 365),
        Gates = profile.Texts("gates"),
        SoakMinutes = profile.Whole("soakMinutes", 0, 0, 60 * 24 * 90),
        RehearsalDays = profile.Whole("rehearsalDays", 30, 1, 3650),
        RehearsesPackage = profile.Flag("rehearsesPackage", false),
        CountersignHours = profile.Whole("countersignHours", 24, 1, 24 * 30),
    };

    private static RiskTable Risk(SectionReader risk)
    {
        var table = new RiskTable();
        double Points(string name, double fallback) => risk.Number(name, 0, 100) ?? fallback;
        return table with
        {
            Lines = Points("lines", table.Lines),
            Files = Points("files", table.Files),
            Commits = Points("commits", table.Commits),
            Authors = Points("authors", table.Authors),
            Days = Points("days", table.Days),
            MinorVersion = Points("minorVersion", table.MinorVersion),
            MajorVersion = Points("majorVersion", table.MajorVersion),
            Configuration = Points("configuration", table.Configuration),
            Dependencies = Points("dependencies", table.Dependencies),
            HotSpots = Points("hotSpots", table.HotSpots),
            MediumRisks = Points("mediumRisks", table.MediumRisks),
            HighRisks = Points("highRisks", table.HighRisks),
            FailureRate = Points("failureRate", table.FailureRate),
            NotRehearsed = Points("notRehearsed", table.NotRehearsed),
            FirstTimer = Points("firstTimer", table.FirstTimer),
        };
    }

    private static FreezeWindow Freeze(SectionReader freeze)
    {
        var window = new FreezeWindow
        {
            Id = freeze.Required("id"),
            Kind = freeze.Choice("kind", FreezeKind.Deny),
            Environments = freeze.Texts("environments"),
            Start = LocalTimes.Moment(freeze, "start"),
            End = LocalTimes.Moment(freeze, "end"),
            Zone = freeze.Text("zone", text => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)?.Id, "give an IANA time zone such as Europe/Stockholm") ?? "",
            Repeats = freeze.Choice("repeats", Repetition.Never),
            Until = LocalTimes.Date(freeze, "until"),
            Reason = freeze.Text("reason") ?? "",
            Owner = freeze.Text("owner") ?? "",
        };
        if (window.End <= window.Start)
            freeze.Refuse("end", "give an end after the start");
        if (window.Zone.Length == 0)
            freeze.Refuse("zone", "give an IANA time zone such as Europe/Stockholm; a server's own zone is never assumed");
        return window;
    }

    private static ChecklistItem Item(SectionReader item) => new()
    {
        Id = item.Required("id"),
        Text = item.Required("text"),
        Phase = item.Choice("phase", ChecklistPhase.Planning),
        Profiles = item.Texts("profiles"),
        Gate = item.Text("gate"),
        Role = item.Text("role"),
    };

    private static GatePolicy Gates(SectionReader gates) => new()
    {
        MinimumTests = gates.Whole("minimumTests", 1, 0, 1_000_000),
        MinimumCoverage = gates.Number("minimumCoverage", 0, 100),
        MaximumBytes = gates.Number("maximumBytes", 1, 1e15),
        MaximumGrowthPercent = gates.Number("maximumGrowthPercent", 0, 10_000),
        LeastSeverity = gates.Choice("leastSeverity", AdvisorySeverity.Low),
        AcceptedAdvisories = gates.List("acceptedAdvisories", one => new AcceptedAdvisory(one.Required("id"), Day(one, "until"), one.Required("reason"))),
        Licences = gates.Texts("licences"),
        ScanHours = gates.Whole("scanHours", 24, 1, 24 * 365),
        RestoreDrillDays = gates.Whole("restoreDrillDays", 90, 1, 3650),
        PerformancePercent = gates.Number("performancePercent", 0, 1000) ?? 20,
    };

    private static DateOnly Day(SectionReader section, string name)
    {
        string text = section.Required(name);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return day;
        if (text.Length > 0)
            section.Refuse(name, "give a day as 2027-01-31");
        return default;
    }
}
