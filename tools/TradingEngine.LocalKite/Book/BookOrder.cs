namespace TradingEngine.LocalKite.Book;

/// <summary>An order in the book with its past.</summary>
internal sealed class BookOrder(LocalOrder first, Market market)
{
    private readonly List<LocalOrder> _trail = [first];
    private readonly List<LocalTrade> _trades = [];
    private decimal _value;

    public LocalOrder Current { get; private set; } = first;

    public Market Market => market;

    public IReadOnlyList<LocalOrder> Trail => _trail;

    public IReadOnlyList<LocalTrade> Trades => _trades;

    /// <summary>Whether it came as MARKET or SL-M with protection, so that it takes only what is there.</summary>
    public bool IsProtectedMarket { get; set; }

    /// <summary>The percentage that a price for it is made with.</summary>
    public decimal ProtectionPercent { get; set; }

    /// <summary>From when answers and frames show it.</summary>
    public DateTimeOffset VisibleFrom { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Whether prices can fill it now.</summary>
    public bool IsWorking => !Current.IsFinal && Current.Status is not ("TRIGGER PENDING" or "AMO REQ RECEIVED");

    public void Change(LocalOrder next)
    {
        Current = next;
        _trail.Add(next);
    }

    /// <summary>Whether the last price is one at which the order trades.</summary>
    public bool IsMarketable() =>
        Current.IsBuy ? market.Last <= Current.Price : market.Last >= Current.Price;

    /// <summary>The last price, or the limit where that is worse.</summary>
    public decimal FillPrice() => Current.IsBuy
        ? Math.Min(market.Last, Current.Price)
        : Math.Max(market.Last, Current.Price);

    public void Add(LocalTrade trade, LocalOrder next)
    {
        _trades.Add(trade);
        _value += trade.Price * trade.Quantity;
        Change(next with { AveragePrice = Math.Round(_value / next.FilledQuantity, 4) });
    }
}
