namespace TradingEngine.Runner.Demo;

/// <summary>Gives ticks their times: many after the opening and before the close, few at noon.</summary>
internal sealed class DayShape
{
    private const int QuietWeight = 100;
    private const int OpeningExtraWeight = 400;
    private const int ClosingExtraWeight = 250;

    private readonly long[] _cumulativeWeights;
    private readonly long _tickCount;
    private readonly long _openUtcTicks;
    private int _minute = -1;
    private long _indexInMinute;
    private long _countInMinute;

    public DayShape(long openUtcTicks, long closeUtcTicks, long tickCount)
    {
        _openUtcTicks = openUtcTicks;
        _tickCount = tickCount;
        _cumulativeWeights = MakeWeights((int)((closeUtcTicks - openUtcTicks) / TimeSpan.TicksPerMinute));
    }

    /// <summary>The time of the next tick, never before that of the last. Called once a tick.</summary>
    public long NextUtcTicks(SplitMix64 random)
    {
        while (_indexInMinute == _countInMinute)
        {
            _minute++;
            _indexInMinute = 0;
            _countInMinute = TicksUntil(_minute + 1) - TicksUntil(_minute);
        }

        var jitter = random.Below((int)TimeSpan.TicksPerMinute);
        var offset = (_indexInMinute * TimeSpan.TicksPerMinute + jitter) / _countInMinute;
        _indexInMinute++;
        return _openUtcTicks + _minute * TimeSpan.TicksPerMinute + offset;
    }

    private static long[] MakeWeights(int minuteCount)
    {
        var cumulative = new long[minuteCount + 1];
        var half = minuteCount / 2;
        for (var minute = 0; minute < minuteCount; minute++)
        {
            var distance = minute - half;
            var extra = distance < 0 ? OpeningExtraWeight : ClosingExtraWeight;
            cumulative[minute + 1] = cumulative[minute] + QuietWeight + extra * distance * distance / (half * half);
        }

        return cumulative;
    }

    private long TicksUntil(int minute) => _tickCount * _cumulativeWeights[minute] / _cumulativeWeights[^1];
}
