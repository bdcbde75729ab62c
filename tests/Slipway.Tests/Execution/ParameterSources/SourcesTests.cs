using System.Collections;
using System.Collections.Immutable;
using System.Text;
using Slipway.Execution.ParameterSources;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Execution.ParameterSources;

public sealed class SourcesTests
{
    private static readonly ImmutableArray<ParameterDefinition> Definitions =
    [
        new() { Name = "ApiKey", Type = typeof(string) }, new() { Name = "Retries", Type = typeof(int) }, new() { Name = "Tags", Type = typeof(string[]) },
        new() { Name = "Version", Type = typeof(string), NeedsPrefix = true },
    ];

    private readonly ImmutableArray<Fault>.Builder _warnings = ImmutableArray.CreateBuilder<Fault>();

    [Fact]
    public void A_name_this_build_does_not_know_is_warned_of_and_stops_nothing()
    {
        ParameterSource source = Parse("""{ "Verbosity": "Normal", "ApiKay": "x", "Elsewhere": { "deep": 1 }, "Retries": 2 }""", out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.Equal("2", source.Values["RETRIES"].Texts[0]);
        Assert.Equal(["give --verbosity on the command line; from a file it is not read", "did you mean ApiKey?"], _warnings.Take(2).Select(warning => warning.Mend));
        Assert.Equal("p.json:1:41", _warnings[2].Place);
    }

    [Theory]
    [InlineData("API_KEY")]
    [InlineData("ApiKey")]
    [InlineData("apikey")]
    [InlineData("SLIPWAY_API_KEY")]
    [InlineData("NUKE_APIKEY")]
    public void A_variable_is_found_by_any_spelling(string name)
    {
        ParameterSource source = EnvironmentVariables.Read(new Hashtable { [name] = "x", ["OTHER"] = "y" }, Definitions);

        Assert.Equal(("x", $"environment variable {name}"), (source.Values["APIKEY"].Texts[0], source.Values["APIKEY"].Place));
    }

    [Fact]
    public void The_prefixed_spelling_is_stronger_and_empty_variables_are_none()
    {
        ParameterSource source = EnvironmentVariables.Read(new Hashtable { ["API_KEY"] = "plain", ["SLIPWAY_API_KEY"] = "ours", ["RETRIES"] = "" }, Definitions);

        Assert.Equal("ours", source.Values["APIKEY"].Texts[0]);
        Assert.DoesNotContain("RETRIES", source.Values.Keys);
    }

    [Fact]
    public void A_stray_variable_does_not_decide_what_needs_the_prefix()
    {
        Assert.Empty(EnvironmentVariables.Read(new Hashtable { ["VERSION"] = "9", ["NUKE_VERSION"] = "9" }, Definitions).Values);
        Assert.Equal("9", EnvironmentVariables.Read(new Hashtable { ["SLIPWAY_VERSION"] = "9" }, Definitions).Values["VERSION"].Texts[0]);
    }

    [Fact]
    public void A_file_gives_texts_with_line_and_column()
    {
        ParameterSource source = Parse("""
            {
              "$schema": "./build.schema.json",
              // a comment
              "apiKey": "x",
                "Retries": -3, "tags": ["a", "b c"],
            }
            """, out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.Equal(
            ["APIKEY x p.json:4:3", "RETRIES -3 p.json:5:5", "TAGS a|b c p.json:5:20"],
            source.Values.OrderBy(item => item.Key).Select(item => $"{item.Key} {string.Join('|', item.Value.Texts)} {item.Value.Place}"));
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_told_at_once()
    {
        Parse("""
            {
              "ApiKay": "x",
              "Retries": 1,
              "retries": 2,
              "Unlike": { "deep": [1] },
              "Tags": ["a", {"b": 1}],
              "ApiKey": "x" oops
            }
            """, out ImmutableArray<Fault> faults);

        Fakes.Golden.Match(faults.Concat(_warnings).Select(fault => $"{fault.Code} | {fault.Cause} | {fault.Place} | {fault.Mend}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{")]
    [InlineData("{\"ApiKey\": \"\\ud800\"}")]
    public void What_is_no_object_is_a_fault_never_an_exception(string text)
    {
        Parse(text, out ImmutableArray<Fault> faults);

        Assert.Equal("SLP1104", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();

        ParameterSource source = ParameterFile.Parse([0xEF, 0xBB, 0xBF, .. "{\"ApiKey\": \"x\"}"u8], "p.json", Definitions, faults, _warnings);

        Assert.Empty(faults);
        Assert.Equal("x", source.Values["APIKEY"].Texts[0]);
    }

    private ParameterSource Parse(string text, out ImmutableArray<Fault> faults)
    {
        var builder = ImmutableArray.CreateBuilder<Fault>();
        ParameterSource source = ParameterFile.Parse(Encoding.UTF8.GetBytes(text), "p.json", Definitions, builder, _warnings);
        faults = builder.ToImmutable();
        return source;
    }
}
