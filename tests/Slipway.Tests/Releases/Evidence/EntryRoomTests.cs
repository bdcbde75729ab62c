using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

public sealed class EntryRoomTests
{
    [Property]
    public Property Parts_hold_every_word_in_order_and_each_fits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), words =>
        {
            string[] sound = [.. words.Where(word => !string.IsNullOrEmpty(word)).Select(word => new string([.. word.Where(sign => !char.IsSurrogate(sign))])).Where(word => word.Length is > 0 and < 60)];
            var parts = EntryRoom.Parts(sound, 64 * 4);
            return parts.SelectMany(part => part).SequenceEqual(sound) && parts.All(part => part.Length > 0 && Encoding.UTF8.GetByteCount(string.Join(' ', part)) < 64 * 4);
        });

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("0123456789", 10, "0123456789")]
    [InlineData("0123456789x", 10, "0123456…")]
    [InlineData("ääääääää", 10, "äää…")]
    [InlineData("😀😀😀😀", 12, "😀😀…")]
    public void A_text_is_cut_between_characters_and_shows_that_it_was(string text, int bytes, string cut)
    {
        Assert.Equal(cut, EntryRoom.Cut(text, bytes));
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 0, bytes);
    }
}
