using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Releases.Environments;

namespace Slipway.Tests.Releases.Environments;

public sealed class ConfigurationDigestTests
{
    [Property]
    public Property What_is_kept_comes_back_as_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string>, NonNull<string>)[]>(), pairs =>
    {
        // JSON holds no half of a surrogate pair, and a process no environment of that kind.
        ImmutableSortedDictionary<string, string> configuration = pairs
            .Select(pair => (Name: Whole(pair.Item1.Get), Value: Whole(pair.Item2.Get)))
            .DistinctBy(pair => pair.Name)
            .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        ImmutableSortedDictionary<string, string>? read = ConfigurationDigest.Read(ConfigurationDigest.Text(configuration), ConfigurationDigest.Of(configuration));
        return read is not null && read.SequenceEqual(configuration);
    });

    [Fact]
    public void One_value_makes_another_digest_and_the_order_none()
    {
        ImmutableSortedDictionary<string, string> one = Of(("a", "1"), ("b", "2"));

        Assert.Equal(ConfigurationDigest.Of(one), ConfigurationDigest.Of(Of(("b", "2"), ("a", "1"))));
        Assert.NotEqual(ConfigurationDigest.Of(one), ConfigurationDigest.Of(one.SetItem("b", "3")));
        Assert.NotEqual(ConfigurationDigest.Of(Of(("a", "1\"\n\"b\"\t\"2"))), ConfigurationDigest.Of(one));
    }

    [Fact]
    public void What_was_altered_is_not_read()
    {
        ImmutableSortedDictionary<string, string> one = Of(("a", "1"));

        Assert.Null(ConfigurationDigest.Read(ConfigurationDigest.Text(one.SetItem("a", "2")), ConfigurationDigest.Of(one)));
    }

    private static ImmutableSortedDictionary<string, string> Of(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private static string Whole(string text) => string.Concat(text.Where(sign => !char.IsSurrogate(sign)));
}
