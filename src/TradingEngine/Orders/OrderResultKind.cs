namespace TradingEngine.Orders;

/// <summary>What a trader says of an order.</summary>
public enum OrderResultKind : byte
{
    /// <summary>No answer: the default value, which a trader must never return.</summary>
    None,

    /// <summary>The broker has the order and it is open.</summary>
    Accepted,

    /// <summary>A part was traded and the rest is open.</summary>
    PartiallyFilled,

    /// <summary>All of it was traded.</summary>
    Filled,

    /// <summary>It was cancelled before anything was traded.</summary>
    Cancelled,

    /// <summary>It was certainly not executed.</summary>
    Failed,
}
