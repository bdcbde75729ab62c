using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Targets.Caching;

namespace Slipway.Tests.Targets.Caching;

/// <summary>Two things that differ have two keys, and one thing has one, whatever order it was found in.</summary>
public sealed class CacheKeyTests
{
    // Few letters, so that texts run into each other whenever they can.
    private static readonly Gen<string> Text = Gen.ArrayOf(Gen.Elements('a', 'b', '\0', '\n', '=', '\ud800')).Select(letters => new string(letters));

    private static readonly Gen<ImmutableArray<InputField>> Fields =
        (from kind in Gen.Elements(InputKind.File, InputKind.Parameter, InputKind.Variable)
         from name in Text
         from value in Text
         select new InputField(kind, name, value)).ListOf().Select(fields => fields.DistinctBy(field => (field.Kind, field.Name)).ToImmutableArray());

    [Fact]
    public void Different_fields_have_different_keys() => Prop.ForAll(
        Gen.Zip(Fields, Fields).ToArbitrary(),
        pair => (CacheKey.Of("T", pair.Item1) == CacheKey.Of("T", pair.Item2)) == CacheKey.Ordered(pair.Item1).SequenceEqual(CacheKey.Ordered(pair.Item2))).Holds();

    [Fact]
    public void The_order_in_which_fields_are_found_does_not_matter() => Prop.ForAll(
        (from fields in Fields from order in Gen.Shuffle([.. fields]) select (fields, order)).ToArbitrary(),
        pair => CacheKey.Of("T", pair.fields) == CacheKey.Of("T", [.. pair.order])).Holds();

    [Theory]
    [InlineData("a", "bc", "ab", "c")] // boundary shift
    [InlineData("src/x/a.cs", "1", "src/y/a.cs", "1")] // a rename across folders
    [InlineData("", "a", "a", "")]
    public void Nothing_shifts_between_name_and_value(string name, string value, string otherName, string otherValue) =>
        Assert.NotEqual(CacheKey.Of("T", [new(InputKind.File, name, value)]), CacheKey.Of("T", [new(InputKind.File, otherName, otherValue)]));

    [Fact]
    public void Target_and_kind_count()
    {
        ImmutableArray<InputField> file = [new(InputKind.File, "a", "b")];

        Assert.NotEqual(CacheKey.Of("T", file), CacheKey.Of("U", file));
        Assert.NotEqual(CacheKey.Of("T", file), CacheKey.Of("T", [file[0] with { Kind = InputKind.Variable }]));
    }

    [Fact]
    public void A_field_given_twice_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => CacheKey.Of("T", [new(InputKind.File, "a", "1"), new(InputKind.File, "a", "2")]));

    // A key of today must be found tomorrow: whoever changes the record raises its number.
    [Fact]
    public void A_key_stays_what_it_is() => Assert.Equal(
        "fe21f5f9c0df1aa1d5d89d87dc9dbf2b959b56cc5ab199ff9ea20b5ca06532e7", CacheKey.Of("Docs", [new(InputKind.Parameter, "Configuration", "'Release'"), new(InputKind.File, "docs/ä.md", "absent")]).Hex);
}
