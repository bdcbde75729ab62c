using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Fakes;

/// <summary>Tells the story of a <see cref="Year"/>, one release after the other.</summary>
internal sealed class YearStory(int releases, int seed)
{
    public static readonly SortedDictionary<string, (string Name, string Mail)> People = new(StringComparer.Ordinal)
    {
        ["ada"] = ("Ada Berg", "ada@example.org"), ["chidi"] = ("Chidi Okoro", "chidi@example.org"), ["mei"] = ("Mei Tanaka", "mei@example.org"),
        ["omar"] = ("Omar Haddad", "omar@example.org"), ["sofia"] = ("Sofia Lind", "sofia@example.org"),
    };

    private static readonly string[] Breaks =
    [
        "GET /health answered 503 three times", "GET /api/products answered 500", "the banner was empty on the start page", "orders were priced without tax", "the search page took 9 s",
    ];

    private static readonly string[] Changes =
    [
        "feat: show delivery times in the basket", "fix: round prices half up", "feat: remember the chosen language", "fix: an empty basket no longer answers 500", "perf: products are read once, not per row",
        "feat: guest checkout", "fix: do not log mail addresses", "feat: gift cards", "fix: time zone of opening hours", "feat: order history as CSV",
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _staff = [.. People.Values.Select(person => person.Mail)];
    private YearJournal _journal = null!; // made by Tell
    private (int Major, int Minor, int Patch) _version = (2, 0, 0);
    private int _exceptions;
    private int _incidents;
    private int _risks;
    private int _freezes;

    public List<Entry> Drafts { get; } = [];

    public Dictionary<string, Manifest> Manifests { get; } = [];

    public Dictionary<string, string> Notes { get; } = [];

    public void Tell()
    {
        _journal = new YearJournal(Drafts);
        TimeSpan span = Year.Now - Year.Start - TimeSpan.FromHours(6);
        for (int number = 0; number < releases; number++)
        {
            DateTimeOffset at = Year.Start + (span * number / releases);
            if (releases < 400)
                at = WorkingHour(at);
            Happenings(number, at);
            Release(number, at);
        }
    }

    private static DateTimeOffset WorkingHour(DateTimeOffset at)
    {
        DateTimeOffset day = new(at.Date.AddHours(7 + (at.DayOfYear % 4)), TimeSpan.Zero);
        return at.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(-2),
            _ => day,
        };
    }

    private string Someone() => _staff[_random.Next(_staff.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Happenings(int number, DateTimeOffset at)
    {
        _journal.MoveTo(at.AddHours(-2));
        int every = Math.Max(1, releases / 24);
        if (number % every == every / 2 && number < releases * 11 / 12)
            Freeze(at);
        if (number % Math.Max(1, releases / 12) == 1)
            Risk();
    }

    private void Freeze(DateTimeOffset at)
    {
        string id = $"freeze-{++_freezes}";
        DateTimeOffset start = at.AddDays(5 + _random.Next(4)).Date;
        (string reason, int days) = _freezes switch { 1 => ("year's end", 9), _ => (new[] { "stock taking", "campaign", "audit", "summer staffing", "new payment provider" }[_freezes % 5], 1 + _random.Next(4)) };
        string Moment(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        _journal.Say(EntryType.FreezeDeclared, Someone(), _freezes % 3 == 0 ? null : "production", null,
            ("id", id), ("start", Moment(start.AddHours(6))), ("end", Moment(start.AddDays(days).AddHours(18))), ("zone", "Europe/Stockholm"), ("reason", reason));
    }

    private void Risk()
    {
        string id = $"R-{++_risks}";
        (string title, string severity, string mitigation) = (_risks % 5) switch
        {
            0 => ("The payment provider changes its certificates", "high", "both chains are trusted from 2.14 on"),
            1 => ("Search slows down with more than 50 000 products", "medium", "an index is planned"),
            2 => ("Two services share one database account", "low", ""),
            3 => ("Session keys are rotated by hand", "medium", "calendar entry for operations"),
            _ => ("The old mobile app still calls /api/v1", "low", "retire it once under 1 % of calls"),
        };
        _journal.Say(EntryType.RiskOpened, Someone(), null, null, ("id", id), ("title", title), ("severity", severity), ("owner", _staff[_risks % _staff.Length]), ("mitigation", mitigation));
        if (_risks > 3)
            _journal.Say(_risks % 2 == 0 ? EntryType.RiskClosed : EntryType.RiskAccepted, Someone(), null, null, ("id", $"R-{_risks - 3}"), ("reason", _risks % 2 == 0 ? "mitigated and tested" : "we live with it until spring"));
    }

    private void Release(int number, DateTimeOffset at)
    {
        _journal.MoveTo(at);
        bool isFeature = Chance(45);
        _version = number > 0 && number % Math.Max(30, releases / 3) == 0 ? (_version.Major + 1, 0, 0) : isFeature ? (_version.Major, _version.Minor + 1, 0) : (_version.Major, _version.Minor, _version.Patch + 1);
        YearPackage package = Sealed(number);
        int left = releases - 1 - number; // the newest two are still on their way
        if (!Deploy("staging", package, left > 3 && Chance(9)) || left == 0 || (number % 17 == 5 && left > 3))
            return;
        if (number % 9 == 4)
            Rehearse(package);
        _journal.Pass(TimeSpan.FromHours(1 + _random.Next(3)));
        if (!Deploy("acceptance", package, left > 3 && Chance(5)))
            return;
        _journal.Pass(TimeSpan.FromMinutes(40 + _random.Next(90)));
        if (left == 1)
            _journal.Refuse("production", package, Someone(), "gate approvals failed: 1 of release-manager is missing");
        else
            Ship(package, number);
    }

    private void Ship(YearPackage package, int number)
    {
        Consent(package, number);
        bool needsException = number % 23 == 11;
        if (needsException)
            Except(package);
        if (!Deploy("production", package, number % 29 == 17, needsException ? $"EX-{_exceptions}" : null))
            return;
        _journal.Say(EntryType.VersionTagged, YearJournal.Server, null, package, ("tag", $"v{package.Version}"), ("written", "true"));
        if (number % 13 == 1 && number > 2)
        {
            _journal.Pass(TimeSpan.FromMinutes(12 + _random.Next(80)));
            string reason = Breaks[_random.Next(Breaks.Length)];
            _journal.Suffer("production", package, Someone(), $"INC-{++_incidents}", reason, _incidents % 3 == 0 ? "critical" : "medium", TimeSpan.FromHours(_incidents * 7 % 30));
            _journal.RollBack("production", Someone(), reason);
            Promise(reason);
        }
        else if (number == releases - 3)
        {
            LookBack(package);
        }
    }

    // What was planned of the release that serves now, as far as it is known.
    private void LookBack(YearPackage package)
    {
        _journal.Pass(TimeSpan.FromMinutes(50));
        _journal.Say(EntryType.PlanReached, "mei@example.org", null, package, ("what", $"{package.Version}/manual"), ("reason", ""), ("statement", "action reach"), ("signature", ""));
        _journal.Say(EntryType.ImpactMeasured, "ada@example.org", "production", package, ("version", package.Version), ("name", "orders per hour"), ("value", "131.5"), ("reason", ""));
    }

    private void Promise(string reason)
    {
        string id = $"A-{_incidents}";
        _journal.Say(EntryType.ActionOpened, "ada@example.org", null, null, ("id", id), ("title", $"a smoke test that finds it: {reason}"), ("owner", _staff[_incidents % _staff.Length]), ("due", (Year.Now - TimeSpan.FromDays(9 - (_incidents * 3))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        if (_incidents > 2)
            _journal.Say(EntryType.ActionClosed, "ada@example.org", null, null, ("id", $"A-{_incidents - 2}"), ("reason", "it is there"));
    }

    private YearPackage Sealed(int number)
    {
        string version = $"{_version.Major}.{_version.Minor}.{_version.Patch}";
        var package = new YearPackage(Year.Made($"package {seed} {number}"), version, Year.Made($"commit {seed} {number}")[..40], Year.Made($"tree {seed} {number}")[..40]);
        _journal.Commit(package, number);
        int tests = 1800 + (number * 3);
        string author = Someone();
        _journal.Evidence(package, ("kind", "tests"), ("total", Text(tests)), ("passed", Text(tests - (number % 4))), ("failed", "0"), ("skipped", Text(number % 4)), ("digests", Year.Made($"trx {number}")));
        _journal.Evidence(package, ("kind", "coverage"), ("percent", (86 + (number % 70 / 10.0)).ToString("0.#", CultureInfo.InvariantCulture)), ("lines", Text(41200 + (number * 31))));
        _journal.Evidence(package, ("kind", "change"), ("lines", Text(12 + _random.Next(900))), ("fileCount", Text(2 + _random.Next(30))), ("commits", Text(1 + _random.Next(9))), ("authors", author), ("files", "src/Storefront/Basket.cs src/Storefront/Prices.cs"));
        _journal.Say(EntryType.CandidateSealed, YearJournal.Server, null, package, ("commit", package.Commit), ("tree", package.Tree), ("dirty", "false"), ("files", "38"), ("authors", author));
        Manifests[package.Id] = Facts.Manifest(version, [.. Enumerable.Range(0, 38).Select(file => ($"services/storefront/{(file == 0 ? "Storefront.dll" : $"Storefront.Part{file:00}.dll")}", Year.Made($"file {number / 3} {file}"), 12_000L + (file * 3_417)))]);
        Notes[package.Id] = string.Join('\n', Enumerable.Range(0, 1 + (number % 4)).Select(line => $"- {Changes[(number + line) % Changes.Length]}"));
        return package;
    }

    private bool Deploy(string environment, YearPackage package, bool fails, string? exception = null)
    {
        string who = environment == "staging" ? YearJournal.Server : Someone();
        if (environment == "production" && Chance(11))
        {
            _journal.Refuse(environment, package, who, Chance(50) ? "gate approvals failed: 1 of release-manager is missing" : "production is frozen: freeze weekend (nobody is there to look after it)");
            _journal.Pass(TimeSpan.FromMinutes(35));
        }

        return _journal.Deploy(environment, package, who, fails ? Breaks[_random.Next(Breaks.Length)] : null, 40 + _random.Next(160), exception, _random.Next(70));
    }

    private void Rehearse(YearPackage package)
    {
        _journal.Pass(TimeSpan.FromMinutes(9));
        _journal.Say(EntryType.RollbackRehearsed, Someone(), "staging", package, ("result", Chance(90) ? "pass" : "fail"), ("reason", "there and back in 4 s"));
    }

    private void Consent(YearPackage package, int number)
    {
        string who = Someone();
        string person = People.First(pair => pair.Value.Mail == who).Key;
        if (number % 40 == 21)
        {
            _journal.Say(EntryType.ApprovalRejected, who, "production", package, ("person", person), ("reason", "the campaign text is not signed off"), ("statement", "action deploy"), ("signature", ""));
            _journal.Pass(TimeSpan.FromHours(1));
            _journal.Say(EntryType.ApprovalReopened, who, "production", package, ("person", person), ("reason", "signed off now"), ("statement", "action reopen"), ("signature", ""));
        }

        _journal.Say(EntryType.ApprovalGranted, who, "production", package, ("person", person), ("role", "release-manager"), ("plan", Year.Made($"plan {package.Id}")),
            ("statement", $"action deploy\nperson {person}\nenvironment production\npackage {package.Id}\nplan {Year.Made($"plan {package.Id}")}\nnonce {Year.Made("nonce" + package.Id)[..32]}"),
            ("signature", $"-----BEGIN SSH SIGNATURE-----\n{Year.Made("s1" + package.Id)}{Year.Made("s2" + package.Id)}{Year.Made("s3" + package.Id)}\n-----END SSH SIGNATURE-----"));
    }

    private void Except(YearPackage package)
    {
        string id = $"EX-{++_exceptions}";
        _journal.Say(EntryType.ExceptionRequested, "ada@example.org", "production", package,
            ("id", id), ("deviation", "deploy inside of the freeze"), ("covers", "freeze"), ("reason", "customers cannot pay"), ("impact", "one service is restarted"), ("followUp", "write a test for it by Friday"), ("hours", "24"));
        _journal.Pass(TimeSpan.FromMinutes(6));
        _journal.Say(EntryType.ExceptionGranted, "mei@example.org", "production", package, ("id", id), ("person", "mei"), ("statement", "action exception"), ("signature", ""));
        if (_exceptions > 1)
            _journal.Say(EntryType.ExceptionClosed, "ada@example.org", "production", package, ("id", $"EX-{_exceptions - 1}"), ("reason", "the test is there"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A package of the story.</summary>
internal sealed record YearPackage(string Id, string Version, string Commit, string Tree);
