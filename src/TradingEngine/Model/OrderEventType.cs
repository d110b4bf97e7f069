namespace TradingEngine.Model;

/// <summary>What happened to an order.</summary>
public enum OrderEventType : byte
{
    /// <summary>The broker has it and it rests.</summary>
    Placed,

    /// <summary>A part was traded and the rest is open.</summary>
    PartiallyFilled,

    /// <summary>All of it, or the last part of it, was traded.</summary>
    Filled,

    /// <summary>The open rest was cancelled.</summary>
    Cancelled,

    /// <summary>It was refused, or could not be sent; nothing of it is open.</summary>
    Failed,

    /// <summary>
    /// It may have been sent and what became of it is not known. Other events follow when the broker has told.
    /// </summary>
    Unknown,
}
