using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>The limits of the account: orders by second, minute and day, everything else by second.</summary>
internal sealed class RateLimits(LocalKiteOptions options)
{
    private readonly Lock _lock = new();
    private readonly RateWindow _second = new(options.OrdersPerSecond, TimeSpan.FromSeconds(1), options.TimeProvider);
    private readonly RateWindow _minute = new(options.OrdersPerMinute, TimeSpan.FromMinutes(1), options.TimeProvider);
    private readonly RateWindow _reads = new(options.ReadsPerSecond, TimeSpan.FromSeconds(1), options.TimeProvider);
    private DateTime _day;
    private int _ofDay;

    /// <exception cref="KiteError">A limit is reached; the call does not count.</exception>
    public void CountOrder()
    {
        lock (_lock)
        {
            var today = IndiaTime.Now(options.TimeProvider).Date;
            if (today != _day)
            {
                _day = today;
                _ofDay = 0;
            }

            var hasRoomToday = options.OrdersPerDay == 0 || _ofDay < options.OrdersPerDay;
            if (!_second.HasRoom() || !_minute.HasRoom() || !hasRoomToday)
            {
                throw KiteError.TooMany();
            }

            _second.Count();
            _minute.Count();
            _ofDay++;
        }
    }

    /// <exception cref="KiteError">The limit is reached; the call does not count.</exception>
    public void CountRead()
    {
        lock (_lock)
        {
            if (!_reads.HasRoom())
            {
                throw KiteError.TooMany();
            }

            _reads.Count();
        }
    }
}
