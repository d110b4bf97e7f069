using System.Runtime.CompilerServices;

namespace TradingEngine.Markets;

/// <summary>Answers "open now?" with two comparisons, and asks the calendar only when a boundary was crossed.</summary>
/// <remarks>Used by one thread. Time may also go back, as in a replay that starts again.</remarks>
internal sealed class SessionClock
{
    private readonly MarketCalendar _calendar;
    private MarketPeriod _period;

    public SessionClock(MarketCalendar calendar)
    {
        _calendar = calendar;
    }

    /// <summary>False after <see cref="IsOpen"/> was asked about a day that the calendar has no data for.</summary>
    public bool IsKnown => _period.IsKnown;

    public bool IsOpen(long utcTicks)
    {
        if (utcTicks >= _period.EndUtcTicks || utcTicks < _period.StartUtcTicks)
        {
            MoveTo(utcTicks);
        }

        return _period.IsOpen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveTo(long utcTicks) => _period = _calendar.GetPeriod(utcTicks);
}
