using System.Collections.Immutable;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Targets.CommandLine;

public sealed class CommandLineParserTests
{
    private static readonly ImmutableArray<ParameterDefinition> Parameters =
    [
        new() { Name = "ApiKey", Type = typeof(string) },
        new() { Name = "Retries", Type = typeof(int) },
        new() { Name = "Force", Type = typeof(bool) },
        new() { Name = "Tags", Type = typeof(string[]) },
    ];

    [Theory]
    [InlineData("--api-key x", "APIKEY=x")]
    [InlineData("--ApiKey x", "APIKEY=x")]
    [InlineData("--apikey x", "APIKEY=x")]
    [InlineData("-api-key x", "APIKEY=x")]
    [InlineData("--api-key=x", "APIKEY=x")]
    [InlineData("--api-key=x=y", "APIKEY=x=y")]
    [InlineData("--api-key=", "APIKEY=")]
    [InlineData("--api-key=--x", "APIKEY=--x")]
    [InlineData("--api-key x --api-key y", "APIKEY=y")]
    [InlineData("--retries -5", "RETRIES=-5")]
    [InlineData("--api-key -", "APIKEY=-")]
    [InlineData("--tags a b --tags c", "TAGS=a,b,c")]
    [InlineData("--tags", "TAGS=")]
    [InlineData("--force", "FORCE=")]
    [InlineData("--force false", "FORCE=false")]
    [InlineData("--force=true", "FORCE=true")]
    public void Values_are_read(string line, string expected)
    {
        Invocation invocation = Parse(line, out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.Equal(expected, string.Join(' ', invocation.Parameters.Values.Select(item => $"{item.Key}={string.Join(',', item.Value.Texts)}")));
    }

    [Theory]
    [InlineData("Compile Test", "Compile Test")]
    [InlineData("compile+test", "compile test")]
    [InlineData("--target Compile Test", "Compile Test")]
    [InlineData("--force Compile", "Compile")]
    [InlineData("--api-key x Compile", "Compile")]
    [InlineData("Compile --retries 3 Test", "Compile Test")]
    [InlineData("-- Compile Test", "Compile Test")]
    [InlineData("--tags a b -- Compile", "Compile")]
    [InlineData("Compile -- --test", "Compile --test")]
    [InlineData("", "")]
    public void Plain_words_are_targets(string line, string expected)
    {
        Invocation invocation = Parse(line, out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.Equal(expected, string.Join(' ', invocation.Targets));
    }

    [Theory]
    [InlineData("Test", null)]
    [InlineData("Test --skip", "")]
    [InlineData("Test --skip Compile Restore", "Compile Restore")]
    [InlineData("Test --skip Compile+Restore", "Compile Restore")]
    [InlineData("Test --skip=Compile", "Compile")]
    public void Skip_takes_names_or_none(string line, string? expected) =>
        Assert.Equal(expected, Parse(line, out _).Skip is { } skip ? string.Join(' ', skip) : null);

    [Fact]
    public void An_unknown_option_swallows_its_values_and_names_the_nearest()
    {
        Invocation invocation = Parse("Test --api-kye secret other --verbosit Quiet", out ImmutableArray<Fault> faults);

        Assert.Equal(["Test"], invocation.Targets);
        Assert.Equal(
            ["SLP1102 unknown option --api-kye | did you mean --api-key?", "SLP1102 unknown option --verbosit | did you mean --verbosity?"],
            faults.Select(fault => $"{fault.Code} {fault.Cause} | {fault.Mend}"));
    }

    [Fact]
    public void An_option_without_its_value_is_told_and_does_not_eat_the_next_option()
    {
        Invocation invocation = Parse("--api-key --force --retries", out ImmutableArray<Fault> faults);

        Assert.Equal(["SLP1103 --api-key needs a value", "SLP1103 --retries needs a value"], faults.Select(fault => $"{fault.Code} {fault.Cause}"));
        Assert.True(invocation.Parameters.Values.ContainsKey("FORCE"));
    }

    [Fact]
    public void The_engines_own_options_are_kept_apart()
    {
        Invocation invocation = Parse("--plan --verbosity Quiet --verbosity=Verbose --profile a b --no-logo", out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.True(invocation.Has("plan") && invocation.Has("no-logo") && invocation.Has("NoLogo") && !invocation.Has("help"));
        Assert.Equal("Verbose", invocation.Options["VERBOSITY"][^1]);
        Assert.Equal(["a", "b"], invocation.Options["PROFILE"]);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--help")]
    public void Help_has_the_short_names_people_try(string word)
    {
        Invocation invocation = Parse($"{word} Compile", out ImmutableArray<Fault> faults);

        Assert.Empty(faults);
        Assert.True(invocation.Has("help"));
        Assert.Equal(["Compile"], invocation.Targets);
    }

    [Fact]
    public void The_unknown_option_is_shown_without_a_value_that_could_be_secret()
    {
        Parse("--api-kyx=hunter2", out ImmutableArray<Fault> faults);

        Assert.DoesNotContain("hunter2", Assert.Single(faults).Cause, StringComparison.Ordinal);
    }

    private static Invocation Parse(string line, out ImmutableArray<Fault> faults) =>
        CommandLineParser.Parse([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], Parameters, out faults);

    [Fact]
    public void An_engine_option_with_choices_takes_no_other()
    {
        CommandLineParser.Parse(["--verbosity", "loud"], [], out var faults);

        Assert.Equal(("SLP1110", "--verbosity cannot be 'loud'", "give one of Quiet, Minimal, Normal, Verbose"), (Assert.Single(faults).Code, faults[0].Cause, faults[0].Mend));
        CommandLineParser.Parse(["--verbosity", "verbose"], [], out faults);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("--parallel=4", null)]
    [InlineData("--parallel=0", "--parallel=0 cannot be '0'")]
    [InlineData("--parallel=-2", "--parallel=-2 cannot be '-2'")]
    [InlineData("--parallel=all", "--parallel=all cannot be 'all'")]
    [InlineData("--parallel=", "--parallel= cannot be ''")]
    [InlineData("--parallel", "--parallel needs a value")]
    public void An_engine_option_that_counts_takes_a_number_from_1_on(string word, string? cause)
    {
        Invocation invocation = CommandLineParser.Parse([word], [], out ImmutableArray<Fault> faults);

        Assert.Equal(cause is null ? [] : [cause], faults.Select(fault => fault.Cause));
        Assert.Equal(cause is null ? "4" : null, invocation.ValueOf("parallel"));
    }
}
