using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>An order as a trader gets it.</summary>
public readonly record struct Order
{
    /// <summary>The order's identity, and its tag at the broker.</summary>
    public required OrderId Id { get; init; }

    /// <summary>The signal that the order was made from.</summary>
    public required TradingSignal Signal { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>The quantity to trade, above zero.</summary>
    public required long Quantity { get; init; }

    /// <summary>
    /// The newest price of the instrument that stood before the signal in the ring; null where there was none.
    /// </summary>
    public Price? LastPrice { get; init; }

    /// <summary>When that price was made, in UTC; the default value where there was none.</summary>
    public DateTimeOffset LastPriceTime { get; init; }

    /// <summary>The engine's time when the signal entered, with the offset of the signal.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The instrument of the signal.</summary>
    public long InstrumentToken => Signal.InstrumentToken;

    /// <summary>
    /// What is traded, with its symbol, lot and tick size; null where the engine's instruments do not list it.
    /// </summary>
    public Instrument? Instrument { get; init; }

    /// <summary>
    /// How its strategy wants orders placed at this trader, a JSON object in names of the trader that passed its <see
    /// cref="Traders.ITrader.CheckTerms"/>; null as the trader is set up.
    /// </summary>
    public string? Terms { get; init; }

    /// <summary>
    /// True where it only makes the position of its strategy at its trader smaller, as far as was known when it was
    /// made: a trader may let it pass before others.
    /// </summary>
    public bool IsReducing { get; init; }

    /// <summary>The strategy of the signal.</summary>
    public string StrategyId => Signal.StrategyId;

    /// <summary>The delivery of the signal, held for this order; null where nobody waits.</summary>
    internal SignalDelivery? Delivery { get; init; }

    /// <summary>When the signal was published, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    internal long PublishedTimestamp { get; init; }
}
