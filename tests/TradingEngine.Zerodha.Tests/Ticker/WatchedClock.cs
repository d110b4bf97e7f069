using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.TestKit;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>
/// A clock that stands, and tells of the waits that begin: the test moves it only when somebody waits.
/// </summary>
internal sealed class WatchedClock() : FakeTimeProvider(Make.Time)
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _repeats = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        (period == Timeout.InfiniteTimeSpan ? _waits : _repeats).Writer.TryWrite(dueTime);

        return timer;
    }

    /// <summary>Waits until the next timer runs that fires again and again.</summary>
    public Task NextRepeatAsync() => _repeats.Reader.ReadAsync().AsTask().Within();

    /// <summary>The length of the next single wait that is not one of those to pass over.</summary>
    public async Task<TimeSpan> NextWaitAsync(params TimeSpan[] except)
    {
        while (true)
        {
            var wait = await _waits.Reader.ReadAsync().AsTask().Within();
            if (!except.Contains(wait))
            {
                return wait;
            }
        }
    }
}
