namespace TradingEngine.Model;

/// <summary>A signal that risk management has validated: one decision of one strategy on one instrument.</summary>
/// <remarks>Immutable. The engine keeps a reference while the signal or an order made from it is in flight.</remarks>
public sealed record class TradingSignal
{
    /// <summary>The largest quantity of a signal: 1,000,000,000,000.</summary>
    public const long QuantityMax = 1_000_000_000_000;

    /// <summary>The most characters of an id, a correlation, a trace or a strategy's name: 256.</summary>
    public const int TextLengthMax = 256;

    /// <summary>
    /// The id of the event that carried the signal. Two signals with one id are one signal delivered twice.
    /// </summary>
    public required string SignalId { get; init; }

    /// <summary>The strategy that decided.</summary>
    public required string StrategyId { get; init; }

    /// <summary>The instrument, above zero.</summary>
    public required long InstrumentToken { get; init; }

    /// <summary>Buy, sell or hold.</summary>
    public required SignalType Type { get; init; }

    /// <summary>
    /// The quantity to order, 1 to <see cref="QuantityMax"/>: what risk management validated, which may be less than
    /// the strategy asked for. Zero is allowed for <see cref="SignalType.Hold"/> only.
    /// </summary>
    public required long Quantity { get; init; }

    /// <summary>When the strategy decided, with its offset. Its age limit counts from here.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The price that the strategy saw, if it said so. Information; a market order does not use it.</summary>
    public Price? Price { get; init; }

    /// <summary>
    /// The one trader that is to get it, whatever the routes say; null where the routes decide. A signal with the same
    /// id for another trader is another signal, not a duplicate.
    /// </summary>
    public string? Trader { get; init; }

    /// <summary>Passed on to every event that comes of the signal.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Passed on to every event that comes of the signal.</summary>
    public string? TraceId { get; init; }
}
