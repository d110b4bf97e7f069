using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>A day of the market XNSE that never was: ticks and signals in the order of their times.</summary>
/// <remarks>
/// The same options give the same day. It is made while it is read, so it takes no memory to speak of. One hundredth of
/// the signals comes before the opening and as many after the close. Used by one thread.
/// </remarks>
internal sealed class GeneratedDay
{
    private const long FirstToken = 1001;
    private const int OutOfSessionShare = 100;

    private static readonly TimeSpan Offset = TimeSpan.FromMinutes(330);
    private static readonly TimeSpan OutOfSessionLength = TimeSpan.FromMinutes(15);

    private readonly SplitMix64 _random;
    private readonly GeneratedInstrument[] _instruments;
    private readonly GeneratedStrategy[] _strategies;
    private readonly PriceHistory _history;
    private readonly DayShape _shape;
    private readonly SignalMaker _signals;
    private readonly int _tickCount;
    private readonly int _outOfSessionCount;
    private readonly int _inSessionCount;
    private int _preOpenIndex;
    private int _postCloseIndex;
    private int _signalIndex;
    private int _tickIndex;
    private DateTimeOffset _now;
    private DateTimeOffset _nextSample;

    public GeneratedDay(DemoOptions options)
    {
        _random = new SplitMix64(options.Seed);
        _tickCount = options.TickCount;
        _outOfSessionCount = options.SignalCount / OutOfSessionShare;
        _inSessionCount = options.SignalCount - 2 * _outOfSessionCount;
        _instruments = MakeInstruments(options, _random);
        _strategies = MakeStrategies(options);
        _history = new PriceHistory(_instruments.Length, GeneratedStrategy.WindowOf(_strategies.Length - 1) + 1);
        _shape = new DayShape(Open.UtcTicks, Close.UtcTicks, _tickCount);
        _signals = new SignalMaker(options.Seed, _instruments, _strategies);
        _nextSample = Open;
    }

    /// <summary>The calendar of the day.</summary>
    public static MarketCalendar Calendar { get; } = MarketCalendar.ByName("XNSE");

    /// <summary>The opening, a Tuesday that is no holiday.</summary>
    public static DateTimeOffset Open { get; } = new(2026, 6, 2, 9, 15, 0, Offset);

    /// <summary>The close.</summary>
    public static DateTimeOffset Close { get; } =
        new DateTimeOffset(Calendar.GetPeriod(Open).EndUtcTicks, TimeSpan.Zero).ToOffset(Offset);

    /// <summary>The earliest time that an event may have.</summary>
    public static DateTimeOffset Start => Open - OutOfSessionLength;

    /// <summary>The end of the times that an event may have.</summary>
    public static DateTimeOffset End => Close + OutOfSessionLength;

    /// <summary>How many events it has in all.</summary>
    public long EventCount => (long)_tickCount + _inSessionCount + 2 * _outOfSessionCount;

    /// <summary>The names of the strategies, without the one that no route knows.</summary>
    public IReadOnlyList<string> StrategyIds => Array.ConvertAll(_strategies, strategy => strategy.Id);

    /// <summary>Makes the next event.</summary>
    /// <returns>False at the end of the day.</returns>
    public bool TryRead(out DayEvent next)
    {
        if (_preOpenIndex < _outOfSessionCount)
        {
            next = OutOfSession(Start, _preOpenIndex++);
        }
        else if (_signalIndex < (long)_inSessionCount * _tickIndex / _tickCount)
        {
            _signalIndex++;
            next = new DayEvent(_now, default, _signals.Next(_now, _history));
        }
        else if (_tickIndex < _tickCount)
        {
            next = NextTick();
        }
        else if (_postCloseIndex < _outOfSessionCount)
        {
            next = OutOfSession(Close, _postCloseIndex++);
        }
        else
        {
            next = default;
            return false;
        }

        return true;
    }

    private static GeneratedInstrument[] MakeInstruments(DemoOptions options, SplitMix64 random)
    {
        var count = options.InstrumentCount;
        var instruments = new GeneratedInstrument[count];
        for (var i = 0; i < count; i++)
        {
            // The lower of two even choices falls on i with a chance of (2(n - i) - 1) / n².
            var expectedTicks = (long)options.TickCount * (2 * (count - i) - 1) / ((long)count * count);
            instruments[i] = new GeneratedInstrument(FirstToken + i, Math.Max(1, expectedTicks), random);
        }

        return instruments;
    }

    private static GeneratedStrategy[] MakeStrategies(DemoOptions options)
    {
        var strategies = new GeneratedStrategy[options.StrategyCount];
        for (var i = 0; i < strategies.Length; i++)
        {
            strategies[i] = new GeneratedStrategy(i, options.InstrumentCount);
        }

        return strategies;
    }

    private DayEvent NextTick()
    {
        _now = new DateTimeOffset(_shape.NextUtcTicks(_random) + Offset.Ticks, Offset);
        while (_now >= _nextSample)
        {
            _history.Sample(_instruments);
            _nextSample += TimeSpan.FromSeconds(GeneratedStrategy.SecondsPerSample);
        }

        // Each instrument opens with one tick, in turn; later a few trade more than the others.
        var count = _instruments.Length;
        var index = _tickIndex < count ? _tickIndex : Math.Min(_random.Below(count), _random.Below(count));
        _tickIndex++;
        var instrument = _instruments[index];
        instrument.Move(_random);
        var tick = new MarketTick(instrument.Token, instrument.Price, 1 + _random.Below(200), _now);
        return new DayEvent(_now, tick, null);
    }

    private DayEvent OutOfSession(DateTimeOffset start, int index)
    {
        var time = start + OutOfSessionLength * index / _outOfSessionCount;
        return new DayEvent(time, default, _signals.OutOfSession(time));
    }
}
