using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Whether the record everything stands on is sound.</summary>
internal static class BadgeView
{
    public static Part Render(DashboardModel model) => model.Ledger.Damage is { } damage
        ? Tag(
            "div.badge.bad", ("role", "status"), Sign("broken"),
            Tag("div", Tag("strong", "Ledger damaged"), Tag("p", Said($"{damage.Code} {damage.Cause}")), Tag("p.fine", $"{Words.Many(model.Ledger.Entries, "entry", "entries")} in front of it are sound; ", Said(damage.Mend))))
        : Tag(
            "div.badge.ok", ("role", "status"), Sign("shield"),
            Tag(
                "div", Tag("strong", "Ledger verified"),
                Tag("p", Link("#ledger", $"{Words.Many(model.Ledger.Entries, "entry", "entries")}"), ", head ", Tag("code", ("title", model.Ledger.Head), Words.Short(model.Ledger.Head)), ", as of ", Time(model.Ledger.AsOf ?? model.Now))));

    public static Part Full(DashboardModel model) => Tag(
        "dl.facts",
        Tag("dt", "Chain"), Tag("dd", model.Ledger.Damage is null ? "every entry's hash matches its content, and every entry names the one before it" : "broken"),
        When(model.Ledger.Damage is not null, () => Both(Tag("dt", "First fault"), Tag("dd.bad", Said($"{model.Ledger.Damage!.Code} {model.Ledger.Damage.Cause}"), " (", Said(model.Ledger.Damage.Place), ")"))), // asked in front
        Tag("dt", "Entries"), Tag("dd", Words.Number(model.Ledger.Entries)),
        Tag("dt", "Head"), Tag("dd", Tag("code", model.Ledger.Head)),
        Tag("dt", "As of"), Tag("dd", Time(model.Ledger.AsOf ?? model.Now)),
        Tag("dt", "Check it"), Tag("dd", Tag("code", "./build.sh Audit --verify"), " proves the chain, every package and every signature"));

    public static Part Time(DateTimeOffset instant) => Tag("time", ("datetime", Words.Iso(instant)), Words.Utc(instant));
}
