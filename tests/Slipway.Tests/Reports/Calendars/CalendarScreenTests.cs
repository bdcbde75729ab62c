using System.Collections.Immutable;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Agenda;

namespace Slipway.Tests.Reports.Calendars;

public sealed class CalendarScreenTests
{
    private static readonly DateTimeOffset From = new(2026, 2, 28, 23, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(140, false)]
    [InlineData(140, true)]
    public void A_month(int columns, bool isColored)
    {
        string[] lines = [.. CalendarMonthText.Render(Items(), new YearMonth(2026, 3), "Europe/Stockholm", Spring.Facts().Now, columns, new Palette(isColored))];

        Assert.All(lines, line => Assert.InRange(System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9]+m", "").Length, 0, columns));
        Golden.Match(lines, $"Golden/month-{columns}{(isColored ? "-colour" : "")}.txt");
    }

    [Fact]
    public void A_month_in_which_nothing_is() =>
        Golden.Match(CalendarMonthText.Render([], new YearMonth(2026, 2), "Etc/UTC", Facts.Noon, 80, new Palette(false)), "Golden/month-empty.txt");

    [Fact]
    public void A_month_for_machines() => Golden.Match(AgendaJson.Render("shop", "Europe/Stockholm", From, To, Items()), "Golden/month.json.txt");

    private static ImmutableArray<AgendaItem> Items() => ReleaseAgenda.Between(Spring.Facts(), From, To);
}
