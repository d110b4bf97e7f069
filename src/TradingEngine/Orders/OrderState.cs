namespace TradingEngine.Orders;

/// <summary>What the engine knows of an order.</summary>
public enum OrderState : byte
{
    /// <summary>It was made of a signal and has not left.</summary>
    Created,

    /// <summary>It was handed to the trader, and there is no answer yet.</summary>
    Sent,

    /// <summary>The broker has it and it is open.</summary>
    Accepted,

    /// <summary>A part was traded and the rest is open.</summary>
    PartiallyFilled,

    /// <summary>All of it was traded. Terminal.</summary>
    Filled,

    /// <summary>The rest was cancelled. Terminal.</summary>
    Cancelled,

    /// <summary>The broker refused it, or certainly never had it. Terminal.</summary>
    Rejected,

    /// <summary>It certainly was never sent. Terminal.</summary>
    Failed,

    /// <summary>
    /// It may have been sent and nobody knows what became of it. Left only on evidence from the broker; counts as open
    /// with all that may still be traded.
    /// </summary>
    Unknown,
}
