namespace TradingEngine.TestKit.Traders;

/// <summary>What goes wrong when a <see cref="FaultTrader"/> gets an order.</summary>
public enum ExecuteFault
{
    /// <summary>Nothing: it sends the order and answers the truth.</summary>
    None,

    /// <summary>The broker takes the order, then the trader throws.</summary>
    LoseAnswer,

    /// <summary>The broker takes the order; the trader answers that it does not know.</summary>
    AnswerUnknown,

    /// <summary>It throws any exception before the broker gets the order.</summary>
    ThrowUnsent,

    /// <summary>
    /// It throws <see cref="TradingEngine.Traders.OrderNotSentException"/> before the broker gets the order.
    /// </summary>
    NotSent,

    /// <summary>It answers the truth and asks for a reconciliation, which says the same once more.</summary>
    AnswerTwice,

    /// <summary>It answers what was true first, and asks for a reconciliation, which says what is true now.</summary>
    AnswerStale,

    /// <summary>The broker takes the order; the answer cannot be true.</summary>
    Contradict,

    /// <summary>
    /// The answer is lost and the broker says for <see cref="FaultTrader.InvisibleTime"/> that it knows no such order.
    /// </summary>
    Invisible,

    /// <summary>The broker takes the order; the call hangs until the test releases it or it is cancelled.</summary>
    Hang,

    /// <summary>As <see cref="Hang"/>, but a cancellation does not end it.</summary>
    HangDeaf,

    /// <summary>
    /// The call hangs, deaf to cancellation, and the broker gets the order only when the test releases it.
    /// </summary>
    HangUnsent,
}
