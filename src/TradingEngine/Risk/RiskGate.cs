using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Risk;

/// <summary>
/// The last line before an order leaves: checks it against the mode and the limits, and counts it as open at once.
/// </summary>
/// <remarks>
/// Any thread may call; one lock guards everything, so that two orders never pass on the same room. The source of last
/// prices is asked under that lock, from the threads of orders and of fills: it must be safe for both and must not call
/// back. A daily loss limit costs a look at every position of its scope per order. Orders of shadows always pass, unless
/// trading is halted, and count nowhere.
/// </remarks>
internal sealed class RiskGate
{
    private static readonly TimeSpan IndiaOffset = new(5, 30, 0);

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, RiskPosition> _positions = [];
    private readonly Dictionary<string, RiskScope> _strategies = new(StringComparer.Ordinal);
    private readonly RiskScope? _everything;
    private readonly Func<long, Price?> _lastPrice;
    private readonly LossDays _days;
    private RiskPosition? _recent;
    private volatile TradingMode _mode;

    /// <param name="global">Limits over all strategies and traders; checked first.</param>
    /// <param name="byStrategy">Limits of strategies, by their ids.</param>
    /// <param name="lastPrice">The last price of an instrument, null where there is none.</param>
    /// <param name="dayOffset">The offset from UTC whose midnight begins the day; null for India's, +05:30.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    public RiskGate(
        RiskLimits global,
        IReadOnlyDictionary<string, RiskLimits> byStrategy,
        Func<long, Price?> lastPrice,
        TimeSpan? dayOffset = null)
    {
        _days = new LossDays(dayOffset ?? IndiaOffset);
        _lastPrice = lastPrice;
        _everything = MakeScope(null, global);
        foreach (var (strategyId, limits) in byStrategy)
        {
            if (MakeScope(strategyId, limits) is { } scope)
            {
                _strategies.Add(strategyId, scope);
            }
        }
    }

    /// <summary>
    /// Gives strategies other limits. What they hold and have open counts as before; a rate counts from now, and so
    /// does a daily loss where there was no limit for it.
    /// </summary>
    public void SetLimits(IReadOnlyList<(string StrategyId, RiskLimits Limits)> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var isNew = new HashSet<RiskScope>();
        lock (_gate)
        {
            foreach (var (strategyId, limits) in changes)
            {
                if (_strategies.TryGetValue(strategyId, out var scope))
                {
                    scope.SetLimits(limits);
                    _days.Update(scope);
                }
                else if (MakeScope(strategyId, limits) is { } added)
                {
                    _strategies.Add(strategyId, added);
                    isNew.Add(added);
                }
            }

            TakeIn(isNew);
        }
    }

    /// <summary>Which orders may leave. After it was set, no order passes that the new mode refuses.</summary>
    /// <remarks>Read with acquire; set under the lock, behind a check that is under way.</remarks>
    public TradingMode Mode
    {
        get => _mode;
        set
        {
            lock (_gate)
            {
                _mode = value;
            }
        }
    }

    /// <summary>
    /// Null where the order may leave; it is open from then on, until <see cref="OnClosed"/>. Otherwise the reason.
    /// Allocates for a refusal and for the first order of a position only.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="isReducing">True where it makes its position smaller, whole.</param>
    public RiskRefusal? Check(in RiskOrder order, out bool isReducing)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order.Quantity);
        lock (_gate)
        {
            isReducing = false;
            _days.Touch(order.NowTicks);
            if (_mode == TradingMode.Halted)
            {
                return new RiskRefusal("halted", "Trading is halted; no order leaves");
            }

            if (ShadowName.Is(order.Trader))
            {
                return null;
            }

            var position = PositionOf(order.Trader, order.StrategyId, order.InstrumentToken);
            isReducing = position.Own.IsReducedBy(order.Side, order.Quantity);
            if (_mode == TradingMode.Reducing && !isReducing)
            {
                return RefuseNotReducing(order, position.Own);
            }

            var refusal = position.Check(order, isReducing);
            if (refusal is null)
            {
                position.Send(order);
            }

            return refusal;
        }
    }

    /// <summary>
    /// Moves a filled quantity from what is open to the position. Where <paramref name="isLast"/>, the fill ended its
    /// order and there is no call of <see cref="OnClosed"/> for it.
    /// </summary>
    /// <remarks>A fill that belongs to no open order here changes the position all the same.</remarks>
    public void OnFill(
        string trader,
        string strategyId,
        long instrumentToken,
        Side side,
        long quantity,
        Price price,
        decimal fees,
        long nowTicks,
        bool isLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        if (ShadowName.Is(trader))
        {
            return;
        }

        lock (_gate)
        {
            var position = PositionOf(trader, strategyId, instrumentToken);
            _days.Touch(nowTicks);
            position.Fill(side, quantity, price, fees);
            if (isLast)
            {
                position.Close(side, 0);
            }
        }
    }

    /// <summary>
    /// The order has ended, filled or not; <paramref name="unfilledQuantity"/> of it is not open any more. Not
    /// for an order whose outcome is unknown: that one stays open.
    /// </summary>
    public void OnClosed(
        string trader, string strategyId, long instrumentToken, Side side, long unfilledQuantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unfilledQuantity);
        if (ShadowName.Is(trader))
        {
            return;
        }

        lock (_gate)
        {
            PositionOf(trader, strategyId, instrumentToken).Close(side, unfilledQuantity);
        }
    }

    /// <summary>
    /// Counts an order that had left before a restart, with what of it is not filled. Checks nothing.
    /// </summary>
    public void RestoreOpen(
        string trader, string strategyId, long instrumentToken, Side side, long unfilledQuantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unfilledQuantity);
        if (ShadowName.Is(trader))
        {
            return;
        }

        lock (_gate)
        {
            PositionOf(trader, strategyId, instrumentToken).RestoreOpen(side, unfilledQuantity);
        }
    }

    /// <summary>
    /// Takes in the positions from before a restart, each once, before any fill and before <see cref="RestoreDay"/>.
    /// </summary>
    public void RestorePositions(IReadOnlyList<Position> positions)
    {
        lock (_gate)
        {
            foreach (var position in positions)
            {
                PositionOf(position.Trader, position.StrategyId, position.InstrumentToken).RestorePosition(position);
            }
        }
    }

    /// <summary>
    /// Continues the newest day in the list. A daily loss limit that it does not name counts from now. An empty list
    /// changes nothing: the day begins with the first order or fill.
    /// </summary>
    public void RestoreDay(IReadOnlyList<RiskDay> days)
    {
        lock (_gate)
        {
            _days.Restore(days);
        }
    }

    /// <summary>What <see cref="RestoreDay"/> needs after a restart; empty before the first order or fill.</summary>
    public IReadOnlyList<RiskDay> ExportDay()
    {
        lock (_gate)
        {
            return _days.Export();
        }
    }

    /// <summary>What a position holds and has open; zeros where it was never seen.</summary>
    public (Int128 Position, Int128 OpenBuy, Int128 OpenSell, long OpenOrderCount) ExposureOf(
        string trader, string strategyId, long instrumentToken)
    {
        lock (_gate)
        {
            return _positions.TryGetValue(new Key(trader, strategyId, instrumentToken), out var position)
                ? (position.Own.Position, position.Own.OpenBuy, position.Own.OpenSell, position.OpenOrderCount)
                : default;
        }
    }

    private static RiskRefusal RefuseNotReducing(in RiskOrder order, Exposure own) => new(
        "reducing",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Trading is reducing; {order.Side} {order.Quantity} does not only reduce a position of {own.Position}" +
            $" with {own.OpenOn(order.Side)} open on that side"));

    private RiskScope? MakeScope(string? strategyId, RiskLimits limits)
    {
        var errors = limits.Validate(strategyId is null ? "" : $"{strategyId}.");
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(limits));
        }

        if (limits.IsEmpty)
        {
            return null;
        }

        var scope = new RiskScope(strategyId, limits, _lastPrice);
        _days.Update(scope);
        return scope;
    }

    /// <summary>The position; the calls about one order follow each other, so mostly the one asked for last.</summary>
    private RiskPosition PositionOf(string trader, string strategyId, long instrumentToken)
    {
        var recent = _recent;
        if (recent is null || recent.InstrumentToken != instrumentToken
            || recent.StrategyId != strategyId || recent.Trader != trader)
        {
            var key = new Key(trader, strategyId, instrumentToken);
            if (!_positions.TryGetValue(key, out recent))
            {
                recent = AddPosition(key);
            }

            _recent = recent;
        }

        return recent;
    }

    /// <summary>Gives new scopes the positions that there are.</summary>
    private void TakeIn(HashSet<RiskScope> scopes)
    {
        if (scopes.Count == 0)
        {
            return;
        }

        foreach (var position in _positions.Values)
        {
            if (_strategies.TryGetValue(position.StrategyId, out var scope) && scopes.Contains(scope))
            {
                position.Add(scope);
            }
        }

        foreach (var scope in scopes)
        {
            _days.BeginLate(scope);
        }
    }

    private RiskPosition AddPosition(in Key key)
    {
        var strategy = _strategies.GetValueOrDefault(key.StrategyId);
        RiskScope[] scopes = (_everything, strategy) switch
        {
            (null, null) => [],
            (not null, null) => [_everything],
            (null, not null) => [strategy],
            _ => [_everything, strategy],
        };
        var position = new RiskPosition(key.Trader, key.StrategyId, key.InstrumentToken, scopes);
        _positions.Add(key, position);
        return position;
    }

    private readonly record struct Key(string Trader, string StrategyId, long InstrumentToken);
}
