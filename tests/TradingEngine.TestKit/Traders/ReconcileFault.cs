namespace TradingEngine.TestKit.Traders;

/// <summary>What goes wrong when a <see cref="FaultTrader"/> is asked what became of its orders.</summary>
public enum ReconcileFault
{
    /// <summary>Nothing: it answers the truth about every order.</summary>
    None,

    /// <summary>It throws.</summary>
    Throw,

    /// <summary>It leaves out every other order, beginning with the oldest.</summary>
    LeaveOut,

    /// <summary>It tells the truth, and of two orders that are not this engine's.</summary>
    AddForeign,

    /// <summary>It tells the truth twice.</summary>
    Repeat,

    /// <summary>
    /// It tells the truth about the newest order first, and after each truth what was true before it.
    /// </summary>
    OutOfOrder,

    /// <summary>It tells of each order only what was true first.</summary>
    Stale,

    /// <summary>It tells of each order what cannot be true.</summary>
    Contradict,

    /// <summary>
    /// The call hangs until the test releases it, and answers what is true then, or until it is cancelled.
    /// </summary>
    Hang,

    /// <summary>As <see cref="Hang"/>, but a cancellation does not end it.</summary>
    HangDeaf,

    /// <summary>As <see cref="HangDeaf"/>, but it answers what was true when it was asked.</summary>
    HangOld,
}
