namespace TradingEngine.Orders;

/// <summary>Whether an answer about an order said anything new.</summary>
internal enum OrderUpdateKind : byte
{
    /// <summary>It changed the order.</summary>
    Applied,

    /// <summary>It said what was known already.</summary>
    Repeated,

    /// <summary>It said what was true before: it was overtaken by a newer answer.</summary>
    Late,
}
