namespace TradingEngine.LocalKite.Book;

/// <summary>The prices of an instrument today.</summary>
internal sealed class Market
{
    private decimal _value;

    public Market(LocalInstrument instrument, DateTimeOffset now)
    {
        Instrument = instrument;
        Last = Open = High = Low = Close = instrument.LastPrice;
        LastTradeTime = UpdateTime = now;
    }

    public LocalInstrument Instrument { get; }

    public decimal Last { get; private set; }

    public decimal Open { get; }

    public decimal High { get; private set; }

    public decimal Low { get; private set; }

    /// <summary>Yesterday's.</summary>
    public decimal Close { get; }

    public long LastQuantity { get; private set; }

    public long Volume { get; private set; }

    public decimal Average => Volume == 0 ? Last : Math.Round(_value / Volume, 2);

    public DateTimeOffset LastTradeTime { get; private set; }

    public DateTimeOffset UpdateTime { get; private set; }

    /// <summary>Others trade at a price.</summary>
    public void Trade(decimal price, long quantity, DateTimeOffset now)
    {
        Last = price;
        High = Math.Max(High, price);
        Low = Math.Min(Low, price);
        LastQuantity = quantity;
        Volume += quantity;
        _value += price * quantity;
        LastTradeTime = UpdateTime = now;
    }

    /// <summary>The price nearest to a wanted one that is on the tick and not beyond it for the side.</summary>
    public decimal OnTick(decimal price, bool isBuy)
    {
        var tick = Instrument.TickSize;
        var steps = isBuy ? Math.Floor(price / tick) : Math.Ceiling(price / tick);
        return steps * tick;
    }

    /// <summary>Where a protected order stops following the price.</summary>
    public decimal ProtectionPrice(decimal reference, decimal percent, bool isBuy)
    {
        var limit = OnTick(reference * (1 + (isBuy ? percent : -percent) / 100), isBuy);
        return Math.Max(limit, Instrument.TickSize);
    }
}
