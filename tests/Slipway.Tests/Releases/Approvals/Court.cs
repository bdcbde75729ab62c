using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>
/// A small ledger in which everything is as it should be for production: a signed policy, package a tested, sealed by Ada and staged; two of qa must consent.
/// Tests add to it what somebody tries.
/// </summary>
internal sealed class Court(Keyring keys)
{
    private readonly List<Entry> _entries = [];

    public DateTimeOffset Now { get; set; } = Facts.Noon;

    /// <summary>The policy as its file says it now; tests change it.</summary>
    public JsonObject File { get; } = FileOf(keys);

    public ImmutableArray<DeploymentEnvironment> Lane { get; set; } = Facts.Lane;

    public ImmutableArray<Entry> Entries => [.. _entries];

    public ReleaseState State => ReleaseState.Fold(_entries);

    public PolicyNode Settings => NamedPlaces.In(PolicyText.Read(Encoding.UTF8.GetBytes(File.ToJsonString()), "release.json"), [.. Lane.Select(environment => environment.Name)]);

    public ReleasePolicy Policy => PolicyText.Typed(Settings);

    public static async Task<Court> OpenAsync(Keyring keys, Action<JsonObject>? change = null)
    {
        var court = new Court(keys);
        change?.Invoke(court.File);
        court.Append(Facts.Draft("ledger.opened"));
        await court.AdoptAsync("ada");
        court.Release('a');
        return court;
    }

    /// <summary>The same with the consent of two who may give it.</summary>
    public static async Task<Court> ApprovedAsync(Keyring keys)
    {
        Court court = await OpenAsync(keys);
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        return court;
    }

    /// <summary>Tested, sealed and staged.</summary>
    public void Release(char package, string sealer = "ada@example.org", string authors = "ada@example.org")
    {
        Manifest manifest = ManifestOf(package);
        Append(Facts.Draft(EntryType.EvidenceRecorded) with { Data = Data(("kind", "tests"), ("tree", manifest.Source.Tree), ("total", "5"), ("failed", "0"), ("skipped", "0")) });
        Seal(package, sealer, authors);
        Deploy(package, "staging");
    }

    public void Seal(char package, string sealer, string authors, string from = "")
    {
        Manifest manifest = ManifestOf(package);
        Append(Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id(package), Version = manifest.Version, Actor = new Actor(sealer, "human"), Data = Data(("commit", manifest.Source.Commit), ("tree", manifest.Source.Tree), ("authors", authors), ("base", from)) });
    }

    /// <summary>As the conductor writes it, with the consents it used up.</summary>
    public void Deploy(char package, string environment, string approvals = "", string profile = "patch", string actor = "dan@example.org")
    {
        Append(Facts.Draft(EntryType.DeployStarted, environment, package, ("approvals", approvals), ("profile", profile)) with { Actor = new Actor(actor, "human") });
        Append(Facts.Draft(EntryType.DeployCompleted, environment, package));
    }

    public Entry Append(Entry draft)
    {
        LedgerLine.Write(draft with { Utc = Now }, _entries.Count + 1, _entries.Count == 0 ? LedgerChain.Genesis : _entries[^1].Hash, out Entry entry);
        _entries.Add(entry);
        Now += TimeSpan.FromMinutes(1);
        return entry;
    }

    public Task<Entry> AdoptAsync(string person, string? key = null, int? version = null, Func<Statement, Statement>? change = null, string? text = null, string signatureNamespace = SshSignature.PolicyNamespace)
    {
        Statement statement = Statement("policy", person) with { PolicyVersion = version ?? (Chain().Newest?.Version ?? 0) + 1 };
        return SignAsync(EntryType.PolicySigned, null, null, change?.Invoke(statement) ?? statement, key ?? person, signatureNamespace, data: ("policy", text ?? Settings.ToCanonicalJson()));
    }

    public Task<Entry> ApproveAsync(string person, string? key = null, char package = 'a', string environment = "production", Func<Statement, Statement>? change = null, string signatureNamespace = SshSignature.ApprovalNamespace)
    {
        Statement statement = Consent(person, package, environment);
        return SignAsync(EntryType.ApprovalGranted, environment, package, change?.Invoke(statement) ?? statement, key ?? person, signatureNamespace);
    }

    /// <summary>What a person would sign to let a package in now.</summary>
    public Statement Consent(string person, char package = 'a', string environment = "production", bool isEmergency = false)
    {
        DeployRequest request = Request(package, environment) with { IsEmergency = isEmergency };
        return Statement("deploy", person) with
        {
            Role = "qa", Environment = environment, PackageId = Facts.Id(package), PlanDigest = Assessor.Assess(request).PlanDigest, Profile = Assessor.Assess(request).Profile.ToString(), From = request.State.In(environment).Current?.PackageId, NotAfter = Now.AddHours(24),
        };
    }

    public Statement Statement(string action, string person) => new()
    {
        Action = action, Project = State.Project, Person = person, PolicyDigest = Policy.Digest, Head = State.Head, Nonce = $"{action} {person} {_entries.Count}",
    };

    public async Task<Entry> SignAsync(string type, string? environment, char? package, Statement statement, string key, string signatureNamespace = SshSignature.ApprovalNamespace, string mail = "ada@example.org", params (string Name, string Value)[] data)
    {
        string text = statement.Write();
        return Append(Facts.Draft(type, environment) with
        {
            Actor = new Actor(mail, "human"), PackageId = package is { } letter ? Facts.Id(letter) : null, Version = package is { } id ? ManifestOf(id).Version : null,
            Data = Data([("person", statement.Person), ("statement", text), ("signature", key.Length == 0 ? "" : await keys.SignAsync(key, signatureNamespace, text)), .. data]),
        });
    }

    public DeployRequest Request(char package = 'a', string environment = "production", string requester = "dan@example.org") => new()
    {
        State = State, Lane = Lane, Environment = Lane.Single(one => one.Name == environment), PackageId = Facts.Id(package), Manifest = ManifestOf(package), Policy = Policy, Now = Now, Requester = requester,
        ObservedPackage = State.In(environment).Current?.PackageId,
    };

    public Task<Decision> DecideAsync(DeployRequest? request = null) => keys.Judging.JudgeAsync(
        answers => ReleaseDecider.Deploy((request ?? Request()) with { Signatures = answers, Chain = PolicyChain.Of((request ?? Request()).State, answers) }), TestContext.Current.CancellationToken);

    /// <summary>The decision in a line: exit code, fault codes, causes.</summary>
    public async Task<string> AskAsync(DeployRequest? request = null) => await DecideAsync(request) switch
    {
        Decision.Refusal refusal => $"{(int)refusal.ExitCode} {string.Join(" | ", refusal.Faults.Select(fault => $"{fault.Code} {fault.Cause}"))}",
        Decision decision => decision.GetType().Name,
    };

    public PolicyChain Chain() => keys.Judging.JudgeAsync(answers => PolicyChain.Of(State, answers), TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    public static ImmutableSortedDictionary<string, string> Data(params (string Name, string Value)[] data) => data.ToImmutableSortedDictionary(item => item.Name, item => item.Value);

    public static Manifest ManifestOf(char package) => Facts.Manifest($"1.{package - 'a'}.0") with { Source = new PackageSource(new string(package, 40), new string(package, 40), IsDirty: false) };

    private static JsonObject FileOf(Keyring keys)
    {
        var people = new JsonObject();
        foreach ((string name, string[] held) in new[] { ("ada", new[] { "ada" }), ("ben", ["ben", "ben-2"]), ("cyd", ["cyd"]), ("dan", ["dan"]), ("eve", ["eve"]), ("fay", ["fay"]) })
        {
            people[name] = new JsonObject
            {
                ["name"] = name, ["mail"] = new JsonArray($"{name}@example.org"), ["roles"] = name == "dan" ? new JsonArray("operations") : new JsonArray("qa", "operations"),
                ["keys"] = new JsonArray([.. held.Select(key => JsonValue.Create(keys.PublicOf(key)))]),
            };
        }

        people["robot"] = new JsonObject { ["name"] = "the build server", ["mail"] = new JsonArray("ci@example.org") }; // seals, and decides nothing
        JsonObject Care(int count, int hours) => new() { ["approvals"] = new JsonArray(new JsonObject { ["role"] = "qa", ["count"] = count }), ["approvalHours"] = hours };
        return new JsonObject
        {
            ["approvals"] = new JsonObject { ["signed"] = true, ["notAuthor"] = true, ["notRequester"] = true },
            ["roots"] = new JsonObject { ["people"] = new JsonArray("ada", "ben"), ["threshold"] = 1 },
            ["people"] = people,
            ["profiles"] = new JsonObject { ["patch"] = Care(2, 72), ["minor"] = Care(2, 72), ["major"] = Care(2, 72), ["emergency"] = Care(1, 4) },
        };
    }
}
