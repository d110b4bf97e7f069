using TradingEngine.Model;

namespace TradingEngine.Portfolio;

/// <summary>The positions of every strategy: the fold of all fill events but those of shadows, and nothing else.</summary>
/// <remarks>
/// One thread applies events; any thread may read. A lock guards both, once a fill and never on the path of a tick.
/// </remarks>
public sealed class PositionLedger
{
    private readonly object _gate = new();
    private readonly Dictionary<Key, PositionState> _positions = [];

    /// <summary>
    /// Adds a fill; events that are no fills change nothing. Allocates for the first fill of a position only.
    /// </summary>
    /// <exception cref="OverflowException">A sum does not fit; the position is unchanged.</exception>
    public void Apply(in OrderEvent orderEvent)
    {
        if (!orderEvent.IsFill)
        {
            return;
        }

        Apply(
            orderEvent.Trader,
            orderEvent.Signal.StrategyId,
            orderEvent.Signal.InstrumentToken,
            orderEvent.Side,
            orderEvent.Quantity,
            orderEvent.Price.GetValueOrDefault(),
            orderEvent.Fees);
    }

    /// <summary>
    /// All positions, closed ones included, ordered by trader, strategy and instrument. This method allocates.
    /// </summary>
    public IReadOnlyList<Position> GetPositions()
    {
        var positions = new List<Position>();
        lock (_gate)
        {
            foreach (var (key, state) in _positions)
            {
                positions.Add(new Position(
                    key.Trader,
                    key.StrategyId,
                    key.InstrumentToken,
                    state.Quantity,
                    state.Cost,
                    state.RealizedPnl,
                    state.Fees,
                    state.CashChange,
                    state.FillCount));
            }
        }

        positions.Sort(static (left, right) =>
        {
            var order = string.CompareOrdinal(left.Trader, right.Trader);
            order = order != 0 ? order : string.CompareOrdinal(left.StrategyId, right.StrategyId);
            return order != 0 ? order : left.InstrumentToken.CompareTo(right.InstrumentToken);
        });
        return positions;
    }

    /// <summary>Adds a fill.</summary>
    /// <exception cref="OverflowException">A sum does not fit; the position is unchanged.</exception>
    internal void Apply(
        string trader, string strategyId, long instrumentToken, Side side, long quantity, Price price, decimal fees)
    {
        if (ShadowName.Is(trader))
        {
            return;
        }

        var key = new Key(trader, strategyId, instrumentToken);
        lock (_gate)
        {
            var isNew = !_positions.TryGetValue(key, out var position);
            position ??= new PositionState();
            position.Apply(side, quantity, price, fees);
            if (isNew)
            {
                _positions.Add(key, position);
            }
        }
    }

    /// <summary>Puts back a position as it was.</summary>
    internal void Restore(in Position position)
    {
        lock (_gate)
        {
            var key = new Key(position.Trader, position.StrategyId, position.InstrumentToken);
            _positions[key] = new PositionState(position);
        }
    }

    private readonly record struct Key(string Trader, string StrategyId, long InstrumentToken);
}
