namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What is known after a failed call.</summary>
public enum KiteErrorKind
{
    /// <summary>
    /// It may have reached the exchange, or the answer says nothing. Ask the order book, never send again.
    /// </summary>
    Unknown,

    /// <summary>Kite refused it for certain; the same again would be refused again.</summary>
    Rejected,

    /// <summary>Nothing was done: there is no valid access token until a person logs in.</summary>
    NeedsLogin,

    /// <summary>Nothing was done: no complete request left this machine.</summary>
    NotSent,

    /// <summary>Nothing was done: Kite counted too many requests.</summary>
    RateLimited,
}
