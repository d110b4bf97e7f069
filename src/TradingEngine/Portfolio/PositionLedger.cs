using TradingEngine.Model;

namespace TradingEngine.Portfolio;

/// <summary>The positions of every strategy: the fold of all fill events, and nothing else.</summary>
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

        var signal = orderEvent.Signal;
        var key = new Key(orderEvent.Trader, signal.StrategyId, signal.InstrumentToken);
        lock (_gate)
        {
            var isNew = !_positions.TryGetValue(key, out var position);
            position ??= new PositionState();
            position.Apply(orderEvent.Side, orderEvent.Quantity, orderEvent.Price.GetValueOrDefault(), orderEvent.Fees);
            if (isNew)
            {
                _positions.Add(key, position);
            }
        }
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

    private readonly record struct Key(string Trader, string StrategyId, long InstrumentToken);
}
