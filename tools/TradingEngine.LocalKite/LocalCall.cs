namespace TradingEngine.LocalKite;

/// <summary>The calls that faults tell apart.</summary>
public enum LocalCall
{
    /// <summary>POST /orders/{variety}.</summary>
    Place,

    /// <summary>PUT /orders/{variety}/{order_id}.</summary>
    Modify,

    /// <summary>DELETE /orders/{variety}/{order_id}.</summary>
    Cancel,

    /// <summary>GET /orders and /trades, of one order too.</summary>
    Read,

    /// <summary>Session, user, portfolio, instruments: they meet only acts that are scripted for their path.</summary>
    Other,
}
