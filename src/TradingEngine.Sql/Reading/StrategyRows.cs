using TradingEngine.Strategies;

namespace TradingEngine.Sql.Reading;

/// <summary>What the tables say about one strategy, while they are read.</summary>
internal sealed class StrategyRows(StrategyConfiguration configuration)
{
    private List<(long Position, StrategyTrader Trader)>? _traders;

    /// <summary>The strategy without its traders.</summary>
    public StrategyConfiguration Configuration { get; set; } = configuration;

    /// <summary>Whether trading_engine_strategies has a row of it.</summary>
    public bool HasState { get; set; }

    /// <summary>Adds a trader.</summary>
    /// <returns>False where it is there already.</returns>
    public bool TryAdd(long position, StrategyTrader trader)
    {
        _traders ??= [];
        foreach (var (_, other) in _traders)
        {
            if (other.Trader == trader.Trader)
            {
                return false;
            }
        }

        _traders.Add((position, trader));
        return true;
    }

    /// <summary>The strategy.</summary>
    public StrategyConfiguration Build()
    {
        if (_traders is null)
        {
            return Configuration;
        }

        _traders.Sort(static (left, right) => left.Position != right.Position
            ? left.Position.CompareTo(right.Position)
            : string.CompareOrdinal(left.Trader.Trader, right.Trader.Trader));
        return Configuration with { Traders = _traders.ConvertAll(static row => row.Trader) };
    }
}
