using Slipway.Releases.Facts;
using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Fakes;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

/// <summary>Release notes reach the page as what they say, not as how it was written.</summary>
public sealed class NotesDataTests
{
    [Fact]
    public void Titles_sections_items_and_paragraphs_are_told_apart() => Assert.Equal(
        """[["h","greeter 1.4.0"],["p","Since 1.3.0."],["s","Features"],["li","gift cards"],["li","round prices"],["s","Fixes"],["li","a fix"],["p","2 internal changes besides."]]""",
        Drawn("# greeter 1.4.0\n\nSince 1.3.0.\n\n## Features\n\n- gift cards\n- round prices\n\n## Fixes\n\n- a fix\n\n2 internal changes besides.\n"));

    [Theory]
    [InlineData("- **basket**: round", """[["li",["b","basket"],": round"]]""")]
    [InlineData("- run `dotnet x`, then ``a ` b``", """[["li","run ",["code","dotnet x"],", then ",["code","a ` b"]]]""")]
    [InlineData("- gift cards (#12, closes #7)", """[["li","gift cards (",["pull","12"],", closes ",["issue","7"],")"]]""")]
    [InlineData("- prices\n  What to do: count in cents", """[["li","prices What to do: count in cents"]]""")]
    [InlineData("- &lt;b> &amp;amp; `&lt;`", """[["li","<b> &amp; ",["code","&lt;"]]]""")]
    [InlineData("- see shop/greeter#5 and colour #fff", """[["li","see shop/greeter#5 and colour #fff"]]""")]
    [InlineData("- [here](javascript:alert(1)) <img src=x>", """[["li","[here](javascript:alert(1)) <img src=x>"]]""")]
    [InlineData("- ** not bold", """[["li","** not bold"]]""")]
    [InlineData("", "[]")]
    public void What_is_marked_is_a_run_of_its_own_and_everything_else_is_text(string markdown, string drawn) => Assert.Equal(drawn, Drawn(markdown));

    private static string Drawn(string notes)
    {
        ImmutableArray<Entry> entries = Facts.Ledger(Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.4.0" });
        string page = DashboardPage.Render(new DashboardModel
        {
            Application = "shop", History = ReleaseHistory.Of(entries), Lane = Facts.Lane, Now = Facts.Noon, Ledger = new LedgerVerdict(1, entries[0].Hash),
            Notes = ImmutableDictionary<string, string>.Empty.Add(Facts.Id('a'), notes),
        });
        using var data = JsonDocument.Parse(DashboardText.DataOf(page));
        return data.RootElement.GetProperty("notes").GetProperty(Facts.Id('a')[..12]).GetRawText();
    }
}
