namespace TradingEngine.Ingress;

/// <summary>
/// What became of an event that was given to the engine. Everything but the first two was refused, and
/// counted where it was not valid.
/// </summary>
public enum PublishResult
{
    /// <summary>It is in the ring.</summary>
    Published,

    /// <summary>
    /// The ring is full: the tick waits beside it and enters as soon as there is room, unless a newer one of its
    /// instrument replaces it.
    /// </summary>
    Deferred,

    /// <summary>The engine is not running.</summary>
    NotRunning,

    /// <summary>The price is not above zero.</summary>
    InvalidPrice,

    /// <summary>
    /// The quantity of a tick is below zero, or that of a signal is not 1 to <see
    /// cref="Model.TradingSignal.QuantityMax"/>.
    /// </summary>
    InvalidQuantity,

    /// <summary>The instrument's token is not above zero.</summary>
    InvalidInstrument,

    /// <summary>
    /// The id or the strategy of a signal is missing or longer than <see cref="Model.TradingSignal.TextLengthMax"/>, or
    /// its correlation or trace is longer.
    /// </summary>
    InvalidText,

    /// <summary>The type of a signal is none of the defined ones.</summary>
    InvalidType,

    /// <summary>There is no time stamp.</summary>
    InvalidTimestamp,

    /// <summary>It would be one instrument more than the engine was built for.</summary>
    InstrumentLimit,

    /// <summary>
    /// The ring is full and the signal did not enter; only <see cref="IngressPort.TryPublish"/> says so, and nothing is
    /// counted. Try again later.
    /// </summary>
    RingFull,
}
