namespace TradingEngine.TestKit.Traders;

/// <summary>What goes wrong when a <see cref="FaultTrader"/> is to cancel an order.</summary>
public enum CancelFault
{
    /// <summary>Nothing: the broker cancels what is open, and the answer is the truth.</summary>
    None,

    /// <summary>The broker cancels the order, then the trader throws.</summary>
    LoseAnswer,

    /// <summary>It throws before the broker hears of it.</summary>
    ThrowUnsent,

    /// <summary>The broker trades all that is open before it hears of it.</summary>
    TooLate,

    /// <summary>
    /// The broker cancels after it answered: the answer says that it is open, and a reconciliation is asked for.
    /// </summary>
    Unconfirmed,

    /// <summary>It cannot cancel.</summary>
    NotSupported,

    /// <summary>The call hangs until the test releases it, and is made then, or until it is cancelled.</summary>
    Hang,
}
