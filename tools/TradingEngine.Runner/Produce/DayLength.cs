using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Runner.Produce;

/// <summary>From when to when a recorded day goes.</summary>
/// <param name="Start">Its first event.</param>
/// <param name="End">Its last event.</param>
internal readonly record struct DayLength(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Reads through a day once.</summary>
    public static DayLength Read(string folder)
    {
        using var day = new RecordedDayReader(folder);
        var start = day.TryRead() ? day.Time : default;
        var end = start;
        while (day.TryRead())
        {
            end = day.Time;
        }

        return new DayLength(start, end);
    }

    /// <summary>How much of the day is over at a time, in percent.</summary>
    public int PercentAt(DateTimeOffset time) => End <= Start
        ? 100
        : (int)Math.Clamp((time - Start).Ticks * 100 / (End - Start).Ticks, 0, 100);
}
