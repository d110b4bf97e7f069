using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Risk;

/// <summary>One set of limits with all that they count: those of a strategy, or the global ones.</summary>
/// <remarks>Guarded by the lock of the gate.</remarks>
internal sealed class RiskScope
{
    private RiskLimits _limits;
    private readonly Func<long, Price?> _lastPrice;
    private RateWindow? _window;
    private readonly Dictionary<long, Exposure> _exposures = [];
    private readonly List<RiskPosition> _positions = [];
    private long _openOrderCount;

    /// <param name="strategyId">The strategy; null for the global limits.</param>
    /// <param name="limits">Valid limits.</param>
    /// <param name="lastPrice">The last price of an instrument, null where there is none.</param>
    public RiskScope(string? strategyId, RiskLimits limits, Func<long, Price?> lastPrice)
    {
        StrategyId = strategyId;
        _limits = limits;
        _lastPrice = lastPrice;
        _window = limits.OrdersPerSecondMax is { } ordersMax ? new RateWindow(ordersMax) : null;
    }

    public string? StrategyId { get; }

    public bool HasLossLimit => _limits.DailyLossMax is not null;

    /// <summary>
    /// The profit of all time when the day began; null before the first day and where it fits no decimal.
    /// </summary>
    public decimal? Baseline { get; set; }

    /// <summary>From here on other limits count. A rate counts from now where its limit is another one.</summary>
    public void SetLimits(RiskLimits limits)
    {
        if (limits.OrdersPerSecondMax != _limits.OrdersPerSecondMax)
        {
            _window = limits.OrdersPerSecondMax is { } ordersMax ? new RateWindow(ordersMax) : null;
        }

        _limits = limits;
    }

    /// <summary>Takes a position in. Returns what the scope counts of its instrument.</summary>
    public Exposure Add(RiskPosition position)
    {
        _positions.Add(position);
        if (!_exposures.TryGetValue(position.InstrumentToken, out var exposure))
        {
            exposure = new Exposure();
            _exposures.Add(position.InstrumentToken, exposure);
        }

        return exposure;
    }

    /// <summary>Begins a day: its profit counts from what the positions are worth now.</summary>
    public void BeginDay() => Baseline = TotalPnl();

    /// <summary>Why the order may not leave, null where it may. Counts nothing.</summary>
    public RiskRefusal? Check(in RiskOrder order, Exposure exposure, bool isReducing) =>
        CheckSize(order) ?? CheckPrice(order) ?? CheckCounts(order, exposure) ?? (isReducing ? null : CheckLoss());

    /// <summary>Counts an order that leaves.</summary>
    public void CountSent(long nowTicks)
    {
        _openOrderCount++;
        _window?.Add(nowTicks);
    }

    /// <summary>Counts orders that had left before a restart, or before there was a limit.</summary>
    public void CountRestored(long orderCount) => _openOrderCount += orderCount;

    /// <summary>Counts the end of an order.</summary>
    public void CountClosed() => _openOrderCount--;

    private RiskRefusal? CheckSize(in RiskOrder order)
    {
        if (order.Quantity > _limits.OrderQuantityMax)
        {
            return Refuse("order_quantity_max", _limits.OrderQuantityMax, $"the order has {order.Quantity}");
        }

        if (_limits.OrderNotionalMax is not { } notionalMax)
        {
            return null;
        }

        if (order.LastPrice is not { IsPositive: true } lastPrice)
        {
            return RefuseWithoutPrice("order_notional_max", notionalMax);
        }

        if (NotionalOf(order.Quantity, lastPrice) is not { } notional)
        {
            return Refuse("order_notional_max", notionalMax, $"the order has more than a decimal can hold");
        }

        return notional > notionalMax
            ? Refuse("order_notional_max", notionalMax, $"the order has {notional:0.########}")
            : null;
    }

    private RiskRefusal? CheckPrice(in RiskOrder order)
    {
        var lastPrice = order.LastPrice is { IsPositive: true } known ? known.ToDecimal() : 0;
        if (_limits.PriceCollarPercent is { } collar && order.SignalPrice is { Raw: not 0 } signalPrice)
        {
            if (lastPrice == 0)
            {
                return RefuseWithoutPrice("price_collar_percent", collar);
            }

            var distance = 100 * Math.Abs(signalPrice.ToDecimal() - lastPrice);
            if (distance > collar * lastPrice)
            {
                return Refuse(
                    "price_collar_percent",
                    collar,
                    $"the order has {distance / lastPrice:0.########} ({signalPrice} against {lastPrice})");
            }
        }

        if (_limits.PriceAgeMax is not { } ageMax)
        {
            return null;
        }

        if (lastPrice == 0)
        {
            return RefuseWithoutPrice("price_age_max", ageMax);
        }

        var age = order.NowTicks - order.LastPriceTicks;
        return age > ageMax.Ticks ? Refuse("price_age_max", ageMax, $"the order has {new TimeSpan(age)}") : null;
    }

    private RiskRefusal? CheckCounts(in RiskOrder order, Exposure exposure)
    {
        if (_limits.PositionQuantityMax is { } positionMax)
        {
            var position = exposure.PositionAfter(order.Side, order.Quantity);
            if (order.Side == Side.Buy ? position > positionMax : position < -(Int128)positionMax)
            {
                return Refuse("position_quantity_max", positionMax, $"the order could make it {position}");
            }
        }

        if (_openOrderCount >= _limits.OpenOrdersMax)
        {
            return Refuse("open_orders_max", _limits.OpenOrdersMax, $"the order would make it {_openOrderCount + 1}");
        }

        return _window is not null && _window.IsFull(order.NowTicks)
            ? Refuse(
                "orders_per_second_max",
                _limits.OrdersPerSecondMax,
                $"the order would make it {_limits.OrdersPerSecondMax + 1L}")
            : null;
    }

    private RiskRefusal? CheckLoss()
    {
        if (_limits.DailyLossMax is not { } lossMax)
        {
            return null;
        }

        if (LossSinceBaseline() is not { } loss)
        {
            return Refuse("daily_loss_max", lossMax, $"the order meets a loss that no decimal can hold");
        }

        return loss >= lossMax
            ? Refuse("daily_loss_max", lossMax, $"the order meets a loss of {loss:0.########}")
            : null;
    }

    private decimal? LossSinceBaseline()
    {
        try
        {
            return Baseline - TotalPnl();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private decimal? TotalPnl()
    {
        try
        {
            decimal? total = 0m;
            foreach (var position in _positions)
            {
                total += position.Pnl(_lastPrice);
            }

            return total;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal? NotionalOf(long quantity, Price price)
    {
        try
        {
            return Money.Notional(quantity, price);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private RiskRefusal RefuseWithoutPrice<T>(string key, T limit) =>
        Refuse(key, limit, $"the order has no last price");

    private RiskRefusal Refuse<T>(string key, T limit, FormattableString found)
    {
        var whose = StrategyId is null ? "all strategies" : $"strategy '{StrategyId}'";
        return new RiskRefusal(key, string.Create(
            CultureInfo.InvariantCulture,
            $"Limit {key} of {whose} is {limit}; {found.ToString(CultureInfo.InvariantCulture)}"));
    }
}
