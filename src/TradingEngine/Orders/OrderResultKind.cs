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

    /// <summary>Its rest was cancelled; what was traded before stays traded.</summary>
    Cancelled,

    /// <summary>It was certainly not executed and never reached the broker.</summary>
    Failed,

    /// <summary>The broker refused it, and nothing of it was traded.</summary>
    Rejected,

    /// <summary>It may have reached the broker; what became of it is not known.</summary>
    Unknown,

    /// <summary>The broker was asked and knows no such order now.</summary>
    NotFound,
}
