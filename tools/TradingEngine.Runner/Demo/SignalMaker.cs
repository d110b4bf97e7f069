using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>Makes signals: decisions of the strategies, and now and then one that must be rejected.</summary>
internal sealed class SignalMaker
{
    /// <summary>A strategy that no route knows.</summary>
    public const string UnknownStrategyId = "retired-strategy";

    private const int Cycle = 50;
    private const int DuplicatePlace = 11;
    private const int UnknownPlace = 29;
    private const int StalePlace = 37;

    private static readonly TimeSpan StaleAge = TimeSpan.FromMinutes(5);

    private readonly int _seed;
    private readonly GeneratedInstrument[] _instruments;
    private readonly GeneratedStrategy[] _strategies;
    private TradingSignal? _last;
    private int _idCount;
    private int _count;
    private int _nextStrategy;

    public SignalMaker(int seed, GeneratedInstrument[] instruments, GeneratedStrategy[] strategies)
    {
        _seed = seed;
        _instruments = instruments;
        _strategies = strategies;
    }

    /// <summary>The next signal inside the session.</summary>
    public TradingSignal Next(DateTimeOffset now, PriceHistory history)
    {
        var place = _count++ % Cycle;
        if (place == DuplicatePlace && _last is not null)
        {
            return _last;
        }

        _last = place switch
        {
            UnknownPlace => Make(UnknownStrategyId, _instruments[0], SignalType.Buy, 1, now),
            StalePlace => Make(_strategies[0].Id, _instruments[0], SignalType.Buy, 1, now - StaleAge),
            _ => Decide(now, history),
        };
        return _last;
    }

    /// <summary>A signal at a time when the market is closed.</summary>
    public TradingSignal OutOfSession(DateTimeOffset now) =>
        Make(NextStrategy().Id, _instruments[0], SignalType.Buy, 1, now);

    private TradingSignal Decide(DateTimeOffset now, PriceHistory history)
    {
        var strategy = NextStrategy();
        var type = strategy.Decide(history, out var index, out var isReversal);
        var instrument = _instruments[index];
        return Make(strategy.Id, instrument, type, instrument.OrderQuantity * (isReversal ? 2 : 1), now);
    }

    private GeneratedStrategy NextStrategy()
    {
        var strategy = _strategies[_nextStrategy];
        _nextStrategy = (_nextStrategy + 1) % _strategies.Length;
        return strategy;
    }

    private TradingSignal Make(
        string strategyId, GeneratedInstrument instrument, SignalType type, long quantity, DateTimeOffset time) => new()
        {
            SignalId = string.Create(CultureInfo.InvariantCulture, $"demo-{_seed}-{++_idCount:D7}"),
            StrategyId = strategyId,
            InstrumentToken = instrument.Token,
            Type = type,
            Quantity = quantity,
            Price = instrument.Price,
            Timestamp = time,
        };
}
