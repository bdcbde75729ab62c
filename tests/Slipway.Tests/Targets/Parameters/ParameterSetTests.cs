using System.Collections.Immutable;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Targets.Parameters;

public sealed class ParameterSetTests
{
    [Theory]
    [InlineData(typeof(string), "a b", "a b")]
    [InlineData(typeof(int), "-5", -5)]
    [InlineData(typeof(int?), "7", 7)]
    [InlineData(typeof(bool), "TRUE", true)]
    [InlineData(typeof(DayOfWeek), "friday", DayOfWeek.Friday)]
    [InlineData(typeof(double), "1.5", 1.5)]
    public void Texts_become_values(Type type, string text, object expected) => Assert.Equal(expected, Convert(type, out _, text));

    [Theory]
    [InlineData(typeof(int), "1.5", "give a whole number")]
    [InlineData(typeof(int), "1,000", "give a whole number")]
    [InlineData(typeof(int), " 5", "give a whole number")]
    [InlineData(typeof(bool), "yes", "give true or false")]
    [InlineData(typeof(DayOfWeek), "8", "give one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData(typeof(AbsolutePath), "relative", "give an absolute path")]
    [InlineData(typeof(double), "1,5", "give a Double")]
    public void What_cannot_be_read_says_what_would_do(Type type, string text, string mend)
    {
        Assert.Null(Convert(type, out ImmutableArray<Fault> faults, text));
        Assert.Equal(("SLP1101", mend), (Assert.Single(faults).Code, faults[0].Mend));
    }

    [Fact]
    public void A_list_is_split_only_where_it_came_as_one_text()
    {
        Assert.Equal(["a", "b"], (string[])Resolve([new() { Name = "L", Type = typeof(string[]) }], [Source("environment", ("L", new GivenValue([" a  b "], "", IsWhole: true)))], out _).Find("L")!.Value);
        Assert.Equal(["a b"], (string[])Resolve([new() { Name = "L", Type = typeof(string[]) }], [Source("command line", ("L", new GivenValue(["a b"], "")))], out _).Find("L")!.Value);
        Assert.Equal([1, 2], (int[])Resolve([new() { Name = "L", Type = typeof(int[]), Separator = "," }], [Source("environment", ("L", new GivenValue(["1, 2"], "", IsWhole: true)))], out _).Find("L")!.Value);
    }

    [Fact]
    public void A_bare_switch_is_true() =>
        Assert.Equal(true, Resolve([new() { Name = "Force", Type = typeof(bool) }], [Source("command line", ("Force", new GivenValue([], "--force")))], out _).Find("Force")!.Value);

    [Fact]
    public void The_strongest_source_wins_and_is_named()
    {
        ParameterSet set = Resolve(
            [new() { Name = "A", Type = typeof(string) }, new() { Name = "B", Type = typeof(string) }, new() { Name = "C", Type = typeof(string) }],
            [Source("command line", ("A", One("1"))), Source("environment", ("A", One("2")), ("B", One("2"))), Source(".nuke/parameters.json", ("A", One("3")), ("B", One("3")))],
            out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.Equal(new ResolvedValue("1", "command line"), set.Find("A"));
        Assert.Equal(new ResolvedValue("2", "environment"), set.Find("B"));
        Assert.Null(set.Find("C"));
    }

    [Fact]
    public void All_malformed_values_are_told_at_once_and_secrets_are_masked()
    {
        Resolve(
            [new() { Name = "Retries", Type = typeof(int) }, new() { Name = "Pin", Type = typeof(int), IsSecret = true }, new() { Name = "Configuration", Type = typeof(string), Choices = ["Debug", "Release"] }],
            [Source("command line", ("Retries", One("many", "--retries")), ("Pin", One("hunter2", "environment variable PIN")), ("Configuration", One("Fast", ".nuke/parameters.json:3:5")))],
            out ImmutableArray<Fault> faults);

        Fakes.Golden.Match(faults.Select(fault => $"{fault.Code} | {fault.Cause} | {fault.Place} | {fault.Mend}"));
    }

    [Fact]
    public void A_malformed_value_is_not_replaced_by_a_weaker_source()
    {
        ParameterSet set = Resolve(
            [new() { Name = "Retries", Type = typeof(int) }], [Source("command line", ("Retries", One("many"))), Source("environment", ("Retries", One("3")))], out ImmutableArray<Fault> faults);

        Assert.Null(set.Find("Retries"));
        Assert.Single(faults);
    }

    [Theory]
    [InlineData("NuGetApiKey", "nu-get-api-key")]
    [InlineData("OSName", "os-name")]
    [InlineData("Configuration", "configuration")]
    [InlineData("X", "x")]
    [InlineData("", "")]
    [InlineData("Version2", "version2")]
    [InlineData("HTTPServer", "http-server")]
    [InlineData("already-kebab", "already-kebab")]
    public void Names_are_typed_in_kebab_case(string name, string expected) => Assert.Equal(expected, KebabCase.Of(name));

    [Theory]
    [InlineData("x;y", ";", "x|y")]
    [InlineData("x; y;;z", ";", "x|y|z")]
    [InlineData("a b", ";", "a b")]
    [InlineData("a b", " ", "a b")]
    [InlineData("a;b", " ", "a;b")]
    public void A_separator_of_the_parameters_own_parts_words_of_the_command_line_too(string word, string separator, string expected)
    {
        ParameterDefinition parts = new() { Name = "Parts", Type = typeof(string[]), Separator = separator };

        Assert.Equal(expected, string.Join('|', (string[])Resolve([parts], [Source("command line", ("Parts", One(word)))], out _).Find("Parts")!.Value));
    }

    [Fact]
    public void A_relative_path_is_meant_from_the_folder_of_its_source_and_refused_where_there_is_none()
    {
        ImmutableArray<ParameterDefinition> definitions = [new() { Name = "Output", Type = typeof(AbsolutePath) }, new() { Name = "Others", Type = typeof(AbsolutePath[]) }];
        ParameterSource source = Source("command line", ("Output", One("../out")), ("Others", new GivenValue(["a", "/b"], "--others")));

        ParameterSet values = Resolve(definitions, [source with { Folder = "/here/now" }], out ImmutableArray<Fault> none);
        Resolve(definitions, [source], out ImmutableArray<Fault> refused);

        Assert.Empty(none);
        Assert.Equal(AbsolutePath.Create("/here/out"), values.Find("Output")!.Value);
        Assert.Equal(["/here/now/a", "/b"], ((AbsolutePath[])values.Find("Others")!.Value).Select(path => path.ToString()));
        Assert.Equal(2, refused.Length);
    }

    private static object? Convert(Type type, out ImmutableArray<Fault> faults, string text) =>
        Resolve([new() { Name = "P", Type = type }], [Source("command line", ("P", One(text)))], out faults).Find("P")?.Value;

    private static ParameterSet Resolve(ImmutableArray<ParameterDefinition> definitions, ImmutableArray<ParameterSource> sources, out ImmutableArray<Fault> faults) =>
        ParameterSet.Resolve(definitions, sources, out faults);

    private static GivenValue One(string text, string place = "--p") => new([text], place);

    private static ParameterSource Source(string origin, params (string Name, GivenValue Value)[] values) =>
        new(origin, values.ToDictionary(item => TargetName.Key(item.Name), item => item.Value));
}
