using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Reports.Console;

namespace Slipway.Tests.Reports.Console;

public sealed class LegibleTests
{
    [Theory]
    [InlineData("plain text, with umlauts äöü and 漢字\tand a tab\nand a line", "plain text, with umlauts äöü and 漢字\tand a tab\nand a line")]
    [InlineData("\e[32mgood\e[0m", "\e[32mgood\e[0m")]
    [InlineData("a\e[2K\e[1A\e[2Kb", "a\\e[2K\\e[1A\\e[2Kb")]
    [InlineData("\e]0;all good\a", "\\e]0;all good·")]
    [InlineData("hidden\rshown", "hidden·shown")]
    [InlineData("\e[8mconcealed\e[30;40mblack", "\\e[8mconcealed\\e[30;40mblack")]
    [InlineData("nel\u0085 csi\u009b1A del\u007f", "nel· csi·1A del·")]
    [InlineData("right\u202eto left\u2066\u200f", "right·to left··")]
    [InlineData("\e", "\\e")]
    [InlineData("\e[", "\\e[")]
    [InlineData("\e[31", "\\e[31")]
    public void A_line_of_ours_keeps_its_own_colours_and_shows_everything_else_that_a_terminal_would_obey(string text, string shown) => Assert.Equal(shown, Legible.Of(text));

    [Fact]
    public void A_child_may_colour_as_it_likes_but_neither_conceal_nor_move()
    {
        Assert.Equal("\e[1;38;5;120mgreen\e[m", Legible.OfChild("\e[1;38;5;120mgreen\e[m"));
        Assert.Equal("\\e[8mx\\e[2J", Legible.OfChild("\e[8mx\e[2J"));
    }

    [Property]
    public Property Whatever_is_said_no_control_character_is_left_but_those_of_colours() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            string shown = Legible.Of(text ?? "");
            return shown.Replace("\e[0m", "", StringComparison.Ordinal).All(sign => sign is '\n' or '\t' or '\e' || !char.IsControl(sign));
        });
}
