namespace TradingEngine.Model;

/// <summary>Something that happened to an order, as every sink gets it.</summary>
/// <remarks>Ids are derived, never random: the same signal, trader and step give the same ids on every run.</remarks>
public readonly record struct OrderEvent
{
    /// <summary>The id of this event. A repeated event carries the same id.</summary>
    public required Guid EventId { get; init; }

    /// <summary>What happened.</summary>
    public required OrderEventType Type { get; init; }

    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>The signal that the order was made from.</summary>
    public required TradingSignal Signal { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>The name of the trader, which is the <c>broker</c> on the wire.</summary>
    public required string Trader { get; init; }

    /// <summary>How the trader trades, such as <c>paper</c> or <c>live</c>.</summary>
    public required string ExecutionMode { get; init; }

    /// <summary>The quantity of this event: of the fill for fills, of the order for the others. Above zero.</summary>
    public required long Quantity { get; init; }

    /// <summary>The price of this fill, or of the order where it has one.</summary>
    public Price? Price { get; init; }

    /// <summary>The fees of this fill in the account's currency; zero for other events.</summary>
    public decimal Fees { get; init; }

    /// <summary>The engine's time of the event, with the offset of the signal.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Why it failed or is not known; null for other events.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The broker's own id of the order, where it gave one.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>
    /// The delivery of the signal, where its source waits for it; null for nobody. A sink that is not done with the
    /// event when its <c>Publish</c> returns holds it until it is.
    /// </summary>
    public SignalDelivery? Delivery { get; init; }

    /// <summary>True where no sink may have it before it is on disk.</summary>
    internal bool MustBeDurable { get; init; }

    /// <summary>
    /// True for <see cref="OrderEventType.Filled"/> and <see cref="OrderEventType.PartiallyFilled"/>.
    /// </summary>
    public bool IsFill => Type is OrderEventType.Filled or OrderEventType.PartiallyFilled;
}
