namespace Slipway.Reports.Html;

/// <summary>Places instants on a horizontal line.</summary>
internal sealed record TimeAxis(DateTimeOffset Start, DateTimeOffset End, double Left, double Right)
{
    public double At(DateTimeOffset instant)
    {
        double share = (instant - Start) / (End - Start);
        return Left + (Math.Clamp(share, 0, 1) * (Right - Left));
    }

    public bool Holds(DateTimeOffset instant) => instant >= Start && instant <= End;

    /// <summary>Mondays to mark, at most so many, evenly apart; days where there are fewer than two weeks.</summary>
    public IEnumerable<DateTimeOffset> Weeks(int most)
    {
        bool isShort = End - Start < TimeSpan.FromDays(21);
        int step = isShort ? 1 : 7;
        int days = (int)(End - Start).TotalDays;
        while (days / step > most * 1.5)
            step += isShort ? 1 : 7;
        DateOnly first = isShort ? DateOnly.FromDateTime(Start.UtcDateTime).AddDays(1) : Words.Monday(Start).AddDays(7);
        for (DateOnly day = first; day <= DateOnly.FromDateTime(End.UtcDateTime).AddDays(-Math.Max(1, days / 20)); day = day.AddDays(step))
            yield return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }
}
