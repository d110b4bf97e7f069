using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Risk;

/// <summary>
/// What a trader holds and has open of one instrument for one strategy, and the scopes in which that counts.
/// </summary>
/// <remarks>Guarded by the lock of the gate.</remarks>
internal sealed class RiskPosition
{
    private Share[] _shares;
    private PositionState _profit = new();
    private bool _isProfitLost;

    /// <param name="trader">The trader.</param>
    /// <param name="strategyId">The strategy.</param>
    /// <param name="instrumentToken">The instrument.</param>
    /// <param name="scopes">The scopes with limits, in the order in which they are checked.</param>
    public RiskPosition(string trader, string strategyId, long instrumentToken, ReadOnlySpan<RiskScope> scopes)
    {
        Trader = trader;
        StrategyId = strategyId;
        InstrumentToken = instrumentToken;
        _shares = new Share[scopes.Length];
        for (var i = 0; i < scopes.Length; i++)
        {
            _shares[i] = new Share(scopes[i], scopes[i].Add(this));
        }
    }

    public string Trader { get; }

    public string StrategyId { get; }

    public long InstrumentToken { get; }

    /// <summary>What this position alone holds and has open.</summary>
    public Exposure Own { get; } = new();

    public long OpenOrderCount { get; private set; }

    /// <summary>Why the order may not leave, null where it may. Counts nothing.</summary>
    public RiskRefusal? Check(in RiskOrder order, bool isReducing)
    {
        foreach (var share in _shares)
        {
            if (share.Scope.Check(order, share.Exposure, isReducing) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Counts in one more scope from here on, with all that it holds and has open.</summary>
    public void Add(RiskScope scope)
    {
        var exposure = scope.Add(this);
        exposure.AddOpen(Side.Buy, Own.OpenOn(Side.Buy));
        exposure.AddOpen(Side.Sell, Own.OpenOn(Side.Sell));
        exposure.AddPosition(Own.Position);
        scope.CountRestored(OpenOrderCount);
        _shares = [.. _shares, new Share(scope, exposure)];
    }

    /// <summary>Counts an order that leaves.</summary>
    public void Send(in RiskOrder order)
    {
        OpenOrderCount++;
        AddOpen(order.Side, order.Quantity);
        foreach (var share in _shares)
        {
            share.Scope.CountSent(order.NowTicks);
        }
    }

    /// <summary>Counts an order that had left before a restart.</summary>
    public void RestoreOpen(Side side, long quantity)
    {
        OpenOrderCount++;
        AddOpen(side, quantity);
        foreach (var share in _shares)
        {
            share.Scope.CountRestored(1);
        }
    }

    /// <summary>Takes in what was held before a restart.</summary>
    public void RestorePosition(in Position position)
    {
        AddPosition(position.Quantity);
        _profit = new PositionState(position);
    }

    /// <summary>Moves a quantity from what is open to what is held.</summary>
    public void Fill(Side side, long quantity, Price price, decimal fees)
    {
        TakeOpen(side, quantity);
        AddPosition(side == Side.Buy ? quantity : -quantity);
        try
        {
            _profit.Apply(side, quantity, price, fees);
        }
        catch (OverflowException)
        {
            _isProfitLost = true;
        }
    }

    /// <summary>Counts the end of an order, of which <paramref name="unfilledQuantity"/> was still open.</summary>
    public void Close(Side side, long unfilledQuantity)
    {
        TakeOpen(side, unfilledQuantity);
        if (OpenOrderCount == 0)
        {
            return;
        }

        OpenOrderCount--;
        foreach (var share in _shares)
        {
            share.Scope.CountClosed();
        }
    }

    /// <summary>
    /// Profit of all time less fees, null where it is not known. What is held counts at the last price, and at its own
    /// average where there is none.
    /// </summary>
    /// <exception cref="OverflowException">An amount does not fit.</exception>
    public decimal? Pnl(Func<long, Price?> lastPrice)
    {
        if (_isProfitLost)
        {
            return null;
        }

        var realized = _profit.RealizedPnl - _profit.Fees;
        return _profit.Quantity != 0 && lastPrice(InstrumentToken) is { IsPositive: true } price
            ? realized + (Money.Notional(_profit.Quantity, price) - _profit.Cost)
            : realized;
    }

    /// <summary>Takes from what is open, never more than there is: a fill may belong to no order known here.</summary>
    private void TakeOpen(Side side, long quantity) => AddOpen(side, -Int128.Min(quantity, Own.OpenOn(side)));

    private void AddOpen(Side side, Int128 quantity)
    {
        Own.AddOpen(side, quantity);
        foreach (var share in _shares)
        {
            share.Exposure.AddOpen(side, quantity);
        }
    }

    private void AddPosition(Int128 quantity)
    {
        Own.AddPosition(quantity);
        foreach (var share in _shares)
        {
            share.Exposure.AddPosition(quantity);
        }
    }

    /// <param name="Scope">A scope in which the position counts.</param>
    /// <param name="Exposure">The sum of all positions of the instrument in that scope.</param>
    private readonly record struct Share(RiskScope Scope, Exposure Exposure);
}
